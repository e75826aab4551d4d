/** A bench as this window shows it: what to do, what the last scan did, and the scans on their way. It decides nothing. */

import { call, HubError } from "../../lib/api/client";
import type { BenchView, Command, Level } from "../../lib/api/types";
import type { Hub } from "../../lib/hub.svelte";
import { Scans } from "../scanning/scans.svelte";
import { Sounds } from "./sound.svelte";

/** The last scan: how it was taken, and what happened. */
export interface Last {
  level: Level;
  happened: string;
  /** Counts up, so that the same cue twice is seen twice. */
  turn: number;
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
  UNDO: "Ctrl+Z",
};

export class Desk {
  view = $state.raw<BenchView | null>(null);
  last = $state.raw<Last | null>(null);
  fault = $state<string | null>(null);
  readonly name: string;
  readonly scans: Scans;
  readonly sounds = new Sounds();
  readonly #hub: Hub;

  constructor(hub: Hub, name: string) {
    this.#hub = hub;
    this.name = name;
    this.scans = new Scans(
      hub.transport,
      () => name,
      // What happened and what is next are painted together.
      ({ answer }) => this.look().then(() => this.#show(answer.cue, answer.say)),
      ({ message }) => this.#show("stop", message),
    );
  }

  /** A scan, a typed code or a command: one path for all three. */
  hear(code: string): void {
    this.scans.hear(code);
  }

  /** Looks at the bench anew. */
  async look(): Promise<void> {
    try {
      this.view = await call(this.#hub.transport, "bench", { bench: this.name });
      this.fault = null;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.fault = error.message;
    }
  }

  #show(level: Level, happened: string): void {
    this.last = { level, happened, turn: (this.last?.turn ?? 0) + 1 };
    this.sounds.play(level);
  }
}

/** The command whose key this is. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.ctrlKey && event.key.toLowerCase() === "z") return "UNDO";
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return null;
  const found = Object.entries(KEYS).find(([, key]) => key === event.key);
  return found === undefined ? null : (found[0] as Command);
}
