/** Something that was asked of the hub, which may not have been answered: then it can be asked once more. */

import { HubError, type FailureCode } from "./api/client";

/** What was refused so is refused again: the question itself is at fault. */
const FINAL: ReadonlySet<FailureCode> = new Set(["refused", "not_found", "bad_call", "stranger"]);

export abstract class Question {
  /** Why there is no answer, in the hub's words. */
  fault = $state<string | null>(null);
  /** Whether it would be refused again, however often it is asked. */
  isFinal = $state(false);
  /** Whether somebody asked once more, and nothing has come yet. */
  isTrying = $state(false);

  /** Asks once more. What is shown stays until something comes. */
  async again(): Promise<void> {
    if (this.isTrying) return;
    this.isTrying = true;
    try {
      await this.ask();
    } finally {
      this.isTrying = false;
    }
  }

  /** Asks, and keeps what comes of it. */
  protected abstract ask(): Promise<void>;

  protected failed(error: unknown): void {
    if (!(error instanceof HubError)) throw error;
    this.fault = error.message;
    this.isFinal = FINAL.has(error.code);
  }
}
