/** One short sound for each cue, told apart by pitch and rhythm, also by somebody who does not look. */

import type { Level } from "../../lib/api/types";

interface Tone {
  hertz: number;
  from_s: number;
  for_s: number;
  shape: OscillatorType;
}

const TONES: Record<Level, Tone[]> = {
  ok: [{ hertz: 1_320, from_s: 0, for_s: 0.07, shape: "sine" }],
  warn: [
    { hertz: 740, from_s: 0, for_s: 0.09, shape: "triangle" },
    { hertz: 740, from_s: 0.14, for_s: 0.09, shape: "triangle" },
  ],
  stop: [{ hertz: 180, from_s: 0, for_s: 0.4, shape: "sawtooth" }],
};

/** A tone neither begins nor ends with a crack. */
const RAMP_S = 0.008;

const KEY = "loopdock.volume";

function kept(): number {
  const volume = Number.parseFloat(localStorage.getItem(KEY) ?? "");
  return volume >= 0 && volume <= 1 ? volume : 0.6;
}

export class Sounds {
  /** From 0 (mute) to 1; kept for the next start. */
  volume = $state(kept());
  #context: AudioContext | null = null;

  keep(volume: number): void {
    this.volume = volume;
    localStorage.setItem(KEY, String(volume));
  }

  play(level: Level): void {
    if (this.volume <= 0 || typeof AudioContext === "undefined") return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    for (const { hertz, from_s, for_s, shape } of TONES[level]) {
      const tone = new OscillatorNode(context, { frequency: hertz, type: shape });
      const loud = new GainNode(context, { gain: 0 });
      const begin = context.currentTime + from_s;
      loud.gain.setTargetAtTime(this.volume * 0.3, begin, RAMP_S);
      loud.gain.setTargetAtTime(0, begin + for_s, RAMP_S);
      tone.connect(loud).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + for_s + 10 * RAMP_S);
    }
  }
}
