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

/** The start is over by then. */
const TUNE_MS = 1_000;

/** So long after a sound the next one is not near. */
const QUIET_MS = 5_000;

export class Sounds {
  /** From 0 (mute) to 1; kept for the next start. */
  volume = $state(kept());
  #context: AudioContext | null = null;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  keep(volume: number): void {
    this.volume = volume;
    localStorage.setItem(KEY, String(volume));
  }

  /** Makes ready, while nobody waits, what the first sound would wait for. Answers what calls it off. */
  tune(): () => void {
    const timer = setTimeout(() => this.#sound(TONES.ok, 0), TUNE_MS);
    return () => clearTimeout(timer);
  }

  /** Makes ready for a sound that comes soon. */
  wake(): void {
    if (this.volume > 0) this.#sound([], 0);
  }

  play(level: Level): void {
    if (this.volume > 0) this.#sound(TONES[level], this.volume);
  }

  /** Lets go of the system's sound, of which a page gets a few only. */
  close(): void {
    clearTimeout(this.#quiet);
    void this.#context?.close();
    this.#context = null;
  }

  /** What sounds; it runs for a while only, because silence costs as much of a processor as a tone. */
  #running(): AudioContext {
    const context = (this.#context ??= new AudioContext());
    if (context.state !== "running") void context.resume();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void context.suspend(), QUIET_MS);
    return context;
  }

  #sound(tones: Tone[], volume: number): void {
    try {
      const context = this.#running();
      for (const { hertz, from_s, for_s, shape } of tones) {
        const tone = new OscillatorNode(context, { frequency: hertz, type: shape });
        const loud = new GainNode(context, { gain: 0 });
        const begin = context.currentTime + from_s;
        loud.gain.setTargetAtTime(volume * 0.3, begin, RAMP_S);
        loud.gain.setTargetAtTime(0, begin + for_s, RAMP_S);
        tone.connect(loud).connect(context.destination);
        tone.start(begin);
        tone.stop(begin + for_s + 10 * RAMP_S);
      }
    } catch {
      // Where the computer has no sound, or gives none away, the screen says the same.
    }
  }
}
