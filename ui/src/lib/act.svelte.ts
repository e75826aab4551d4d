/** A command that changes something, as a form or a button sends it. */

import { newDeed } from "./deed";
import { call, HubError } from "./api/client";
import type { Commands } from "./api/types";
import type { Hub } from "./hub.svelte";

export class Act<Name extends keyof Commands> {
  /** Whether the hub is still at it. */
  busy = $state(false);
  /** Why it was not done, in the hub's words. */
  fault = $state<string | null>(null);
  answer = $state.raw<Commands[Name]["answer"] | null>(null);
  readonly #hub: Hub;
  readonly #name: Name;
  /** What was sent and not answered: sent again, it is the same deed and is done once. */
  #unanswered: { request: string; deed: string } | null = null;

  constructor(hub: Hub, name: Name) {
    this.#hub = hub;
    this.#name = name;
  }

  /** Does the command; answers whether it was done. A second press while it is under way does nothing. */
  async run(request: Commands[Name]["request"]): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.clear();
    const text = JSON.stringify(request);
    const again = this.#unanswered?.request === text ? this.#unanswered.deed : null;
    const deed = again ?? newDeed(Date.now());
    this.#unanswered = { request: text, deed };
    try {
      this.answer = await call(this.#hub.transport, this.#name, request, { deed });
      this.#unanswered = null;
      return true;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      if (error.code !== "unreachable") this.#unanswered = null;
      this.fault = error.message;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Forgets what was answered or refused. */
  clear(): void {
    this.fault = null;
    this.answer = null;
  }
}
