/** A bench as this window shows it: what to do, what the last scan did, and the scans on their way. It decides nothing. */

import { flushSync } from "svelte";
import { call } from "../../lib/api/client";
import type { BenchView, Command, Level, Say } from "../../lib/api/types";
import type { Hub } from "../../lib/hub.svelte";
import { Question } from "../../lib/question.svelte";
import { Scans } from "../scanning/scans.svelte";
import { shortOf } from "./chips";
import type { Sounds } from "./sound.svelte";

/** A scan that was answered: how it was taken, and what happened. */
export interface Last {
  /** What was heard, short enough for a line. */
  code: string;
  level: Level;
  happened: string;
  /** What was said, where the hub was there to say it. */
  said: Say | null;
  /** Counts up, so that the same cue twice is seen twice. */
  turn: number;
}

/** Which bench this computer stands at is kept for it. */
const BENCH = "loopdock.bench";

export function keptBench(): string {
  return localStorage.getItem(BENCH) ?? "main";
}

export function keepBench(name: string): void {
  localStorage.setItem(BENCH, name);
}

/** The key of each command. */
export const KEYS: Record<Command, string> = {
  NEXT: "F2",
  BACK: "F3",
  DONE: "F4",
  SHORT: "F6",
  DAMAGED: "F7",
  OK: "F8",
  CANCEL: "F9",
  RETURN: "F1",
  UNDO: "Ctrl+Z",
};

/** What stands in place of a PIN that the hub did not take; of one that it took, the hub says it. */
const HIDDEN = "••••";

/**
 * An answer's frame comes so soon, and is painted: to begin a sound takes as long as to paint it, and would put it off. Nobody
 * hears that it is a frame later (ITU-R BT.1359: from 45 ms before the picture to 125 ms after it).
 */
const PAINTED_MS = 25;

/** Scans that are shown. */
const KEPT = 8;

export class Desk extends Question {
  view = $state.raw<BenchView | null>(null);
  /** The last scans, the newest first. */
  heard = $state.raw<readonly Last[]>([]);
  readonly last = $derived(this.heard[0] ?? null);
  readonly name: string;
  readonly scans: Scans;
  readonly sounds: Sounds;
  readonly #hub: Hub;
  #round = 0;

  constructor(hub: Hub, name: string, sounds: Sounds) {
    super();
    this.#hub = hub;
    this.sounds = sounds;
    this.name = name;
    this.scans = new Scans(
      hub.transport,
      name,
      ({ answer }) => this.#show(answer.heard, answer.cue, answer.say, answer.said, answer.bench ?? null),
      ({ code, message }) => this.#show(this.view?.number === "pin" ? HIDDEN : code, "stop", message, null, null),
      () => this.sounds.play("warn"),
    );
  }

  /** A scan is on its way: what shows and sounds its answer was at rest, and takes a while to begin again. */
  expect(): void {
    requestAnimationFrame(() => undefined);
    this.sounds.wake();
  }

  /** A scan, a typed code or a command: one path for all three. */
  hear(code: string, isTyped = false): void {
    this.scans.hear(code, isTyped);
  }

  /** Another hub may be opened: scans that wait were not meant for it, and nothing sounds any more. */
  leave(): void {
    this.scans.stop();
    this.sounds.close();
  }

  /** Looks at the bench anew. An answer that a later look or a scan overtook is old. */
  look(): Promise<void> {
    return this.ask();
  }

  protected override async ask(): Promise<void> {
    const round = ++this.#round;
    try {
      const view = await call(this.#hub.transport, "bench", { bench: this.name });
      if (round === this.#round) this.#see(view);
    } catch (error) {
      if (round === this.#round) this.failed(error);
    }
  }

  #see(view: BenchView): void {
    this.#round += 1;
    this.view = view;
    this.fault = null;
  }

  /** Draws what came of a scan before anything else is done. */
  #show(code: string, level: Level, happened: string, said: Say | null, view: BenchView | null): void {
    try {
      flushSync(() => {
        if (view !== null) this.#see(view);
        this.heard = [{ code: shortOf(code), level, happened, said, turn: (this.last?.turn ?? 0) + 1 }, ...this.heard].slice(0, KEPT);
      });
    } finally {
      setTimeout(() => {
        if (!this.scans.isStopped) this.sounds.play(level);
      }, PAINTED_MS);
    }
  }
}

/** The command whose key this is. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.altKey || event.metaKey || event.shiftKey) return null;
  if (event.ctrlKey) return event.key.toLowerCase() === "z" ? "UNDO" : null;
  const found = Object.entries(KEYS).find(([, key]) => key === event.key);
  return found === undefined ? null : (found[0] as Command);
}
