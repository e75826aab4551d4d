/**
 * The scans of this window, on their way to the hub: one after the other, in the order in which they were heard, none lost
 * and none doubled. Whatever the hub is still busy with, the next scan is heard and waits here.
 */

import { call, HubError, type Transport } from "../../lib/api/client";
import type { ScanAnswer } from "../../lib/api/types";
import { newDeed } from "../../lib/deed";

/** What is sent next. */
interface Heard {
  code: string;
  /** Whether a person typed it: the hub then knows what digits alone mean. */
  isTyped: boolean;
}

/** A scan that was answered. */
export interface Answered {
  code: string;
  answer: ScanAnswer;
}

/** A scan that the hub did not take: the sentence says why and what to do. */
export interface Failed {
  code: string;
  message: string;
}

const TRY_AGAIN_MS = 500;

export class Scans {
  /** Codes that were heard and are not answered yet, the next one first. */
  waiting = $state.raw<readonly Heard[]>([]);
  /** Whether the hub does not answer just now; the scans wait for it. */
  unreachable = $state(false);

  readonly #transport: Transport;
  readonly #bench: () => string;
  readonly #answered: (answered: Answered) => void;
  readonly #failed: (failed: Failed) => void;
  #busy = false;
  #stopped = false;

  constructor(transport: Transport, bench: () => string, answered: (answered: Answered) => void, failed: (failed: Failed) => void) {
    this.#transport = transport;
    this.#bench = bench;
    this.#answered = answered;
    this.#failed = failed;
  }

  /** Hears a code, or what a person typed. */
  hear(code: string, isTyped = false): void {
    this.waiting = [...this.waiting, { code, isTyped }];
    void this.#work();
  }

  /** Sends no more: what waits belongs to a hub that is not shown any longer. */
  stop(): void {
    this.#stopped = true;
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let heard = this.waiting[0]; heard !== undefined && !this.#stopped; heard = this.waiting[0]) {
        await this.#send(heard);
        this.waiting = this.waiting.slice(1);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Sends one scan until the hub has answered it. The deed's id stays the same, so that it is done once. */
  async #send({ code, isTyped }: Heard): Promise<void> {
    const deed = newDeed(Date.now());
    while (!this.#stopped) {
      try {
        const answer = await call(this.#transport, "scan", { bench: this.#bench(), code, typed: isTyped, look: true }, { deed });
        this.unreachable = false;
        this.#answered({ code, answer });
        return;
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        if (error.code !== "unreachable") {
          this.unreachable = false;
          this.#failed({ code, message: error.message });
          return;
        }
        this.unreachable = true;
        await new Promise((later) => setTimeout(later, TRY_AGAIN_MS));
      }
    }
  }
}
