/** The hub behind the screens: the way to it, whether it answers, and what it showed when its journal last grew. */

import { untrack } from "svelte";
import { call, type Transport } from "./api/client";
import type { Commands } from "./api/types";
import { Question } from "./question.svelte";

/** Screens look again so long after the journal grew: forty scans in a row are one look. */
const SETTLE_MS = 120;

export class Hub {
  readonly transport: Transport;
  /** The journal's newest seq that screens have been told of. */
  seq = $state(0);
  connected = $state(true);
  /** Whether the hub answers, and not to this page: it was opened without the hub's token. */
  turnedAway = $state(false);
  #newest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Follows the journal until the returned function is called. */
  follow(): () => void {
    return this.transport.follow({
      seq: (seq) => {
        this.#newest = seq;
        // Not put off by the next one: in the middle of a long import screens look, too.
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          this.seq = this.#newest;
        }, SETTLE_MS);
      },
      connected: (isConnected) => (this.connected = isConnected),
      turnedAway: () => (this.turnedAway = true),
    });
  }
}

/** What a command that looks answers, kept up to date. */
export class Look<Name extends keyof Commands> extends Question {
  answer = $state.raw<Commands[Name]["answer"] | null>(null);
  readonly #hub: Hub;
  readonly #name: Name;
  #request: Commands[Name]["request"] | null = null;
  #round = 0;

  /**
   * Looks anew whenever the journal grows or `request` changes. To be made while a component is set up.
   *
   * @param request answers nothing while there is nothing to ask.
   */
  constructor(hub: Hub, name: Name, request: () => Commands[Name]["request"] | null) {
    super();
    this.#hub = hub;
    this.#name = name;
    // Before its component is drawn: the hub answers meanwhile.
    $effect.pre(() => {
      void hub.seq;
      void hub.connected;
      this.#request = request();
      untrack(() => void this.ask());
    });
  }

  protected override async ask(): Promise<void> {
    const round = ++this.#round;
    if (this.#request === null) return;
    try {
      const answer = await call(this.#hub.transport, this.#name, this.#request);
      // An answer that a later question overtook is old.
      if (round !== this.#round) return;
      this.answer = answer;
      this.fault = null;
    } catch (error) {
      if (round === this.#round) this.failed(error);
    }
  }
}
