/**
 * The scans of this window, on their way to the hub: one after the other, in the order in which they were heard, none lost
 * and none doubled. Whatever the hub is still busy with, the next scan is heard and waits here, also while the page is
 * loaded anew.
 */

import { call, HubError, type Transport } from "../../lib/api/client";
import type { ScanAnswer } from "../../lib/api/types";
import { newDeed } from "../../lib/deed";
import { Kept, type Heard } from "./kept";

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
  readonly #bench: string;
  readonly #kept: Kept;
  readonly #answered: (answered: Answered) => void;
  readonly #failed: (failed: Failed) => void;
  readonly #held: () => void;
  #busy = false;
  #isStopped = false;

  /** @param held is told of each scan that waits for a hub that does not answer: whoever scanned must hear that it was heard. */
  constructor(transport: Transport, bench: string, answered: (answered: Answered) => void, failed: (failed: Failed) => void, held: () => void) {
    this.#transport = transport;
    this.#bench = bench;
    this.#answered = answered;
    this.#failed = failed;
    this.#held = held;
    this.#kept = new Kept(transport.hub, bench);
    this.waiting = this.#kept.read();
    void this.#work();
  }

  /** Hears a code, or what a person typed. */
  hear(code: string, isTyped = false): void {
    this.waiting = [...this.waiting, { code, isTyped, deed: newDeed(Date.now()) }];
    void this.#work();
    if (this.unreachable) this.#held();
    // While it is on its way, so that its answer waits for nothing.
    this.#kept.write(this.waiting);
  }

  /** Sends no more: what waits belongs to a hub that is not shown any longer. */
  stop(): void {
    this.#isStopped = true;
    this.#kept.write([]);
  }

  /** Whether nothing is sent any more. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let heard = this.waiting[0]; heard !== undefined; heard = this.waiting[0]) {
      const show = await this.#send(heard);
      if (this.#isStopped) break;
      // Before its answer is shown: a screen that can't show it is no reason to send it again, nor to keep the next one waiting.
      this.waiting = this.waiting.slice(1);
      this.unreachable = false;
      try {
        show();
      } catch (error) {
        reportError(error);
      }
      this.#kept.write(this.waiting);
    }
    this.#busy = false;
  }

  /** Sends one scan until the hub has answered it; answers what shows what came of it. */
  async #send({ code, isTyped, deed }: Heard): Promise<() => void> {
    while (!this.#isStopped) {
      try {
        const answer = await call(this.#transport, "scan", { bench: this.#bench, code, typed: isTyped, look: true }, { deed });
        return () => this.#answered({ code, answer });
      } catch (error) {
        const message = error instanceof HubError ? error.message : `This scan could not be sent: ${String(error)}. Scan it again.`;
        if (!(error instanceof HubError) || error.code !== "unreachable") return () => this.#failed({ code, message });
      }
      if (!this.unreachable) this.#held();
      this.unreachable = true;
      await new Promise((later) => setTimeout(later, TRY_AGAIN_MS));
    }
    return () => undefined;
  }
}
