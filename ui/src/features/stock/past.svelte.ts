/**
 * What moved of one thing, newest first, as far back as was looked. The hub reads its ledger a stretch at a time: looking
 * further back is asked for.
 */

import { untrack } from "svelte";
import { call } from "../../lib/api/client";
import type { MovementsView, MovementView } from "../../lib/api/types";
import type { Hub } from "../../lib/hub.svelte";
import { Question } from "../../lib/question.svelte";

/** Whose movements: of an item, or of a bin. */
export type Of = { creator: string; sku: string } | { bin: string };

const AT_ONCE = 100;

export class Past extends Question {
  rows = $state.raw<readonly MovementView[]>([]);
  /** Nothing older was looked at; none where there is nothing older. */
  before = $state<number | null>(null);
  /** When that was. */
  since_ms = $state<number | null>(null);
  isLoaded = $state(false);
  isLooking = $state(false);
  readonly #hub: Hub;
  readonly #of: () => Of;
  #round = 0;
  /** The journal's newest entry at the last look. */
  #newest: number | null = null;

  /** To be made while a component is set up: what is new is added whenever the journal grows. */
  constructor(hub: Hub, of: () => Of) {
    super();
    this.#hub = hub;
    this.#of = of;
    $effect(() => {
      void hub.seq;
      void hub.connected;
      untrack(() => void this.ask());
    });
  }

  /** Looks further back. */
  async further(): Promise<void> {
    if (this.before === null || this.isLooking) return;
    this.isLooking = true;
    const round = this.#round;
    const view = await this.#look(this.before);
    this.isLooking = false;
    // What was shown meanwhile may begin elsewhere.
    if (view === null || round !== this.#round) return;
    this.rows = [...this.rows, ...view.rows];
    this.#reach(view);
  }

  protected override async ask(): Promise<void> {
    const view = await this.#look(null);
    if (view === null) return;
    const looked = view.before ?? 0;
    // Where this look reaches down to the last one, what that had found further back stays.
    if (this.#newest !== null && looked <= this.#newest + 1) {
      this.rows = [...view.rows, ...this.rows.filter(({ seq }) => seq < looked)];
      if ((this.before ?? 0) >= looked) this.#reach(view);
    } else {
      this.#round++;
      this.rows = view.rows;
      this.#reach(view);
    }
    this.#newest = view.newest;
    this.isLoaded = true;
  }

  #reach({ before, since_ms }: MovementsView): void {
    this.before = before;
    this.since_ms = since_ms;
  }

  async #look(before: number | null): Promise<MovementsView | null> {
    const of = this.#of();
    const which = "bin" in of ? { creator: null, sku: null, bin: of.bin } : { creator: of.creator, sku: of.sku, bin: null };
    try {
      const view = await call(this.#hub.transport, "movements", { ...which, before, limit: AT_ONCE });
      this.fault = null;
      return view;
    } catch (error) {
      this.failed(error);
      return null;
    }
  }
}
