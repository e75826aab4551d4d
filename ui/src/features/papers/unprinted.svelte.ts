/** How many papers the printer refused, for every screen to tell: whoever packs looks at no list of papers. */

import { Look, type Hub } from "../../lib/hub.svelte";
import { afterPaint } from "../../lib/painted.svelte";

export class Unprinted {
  #isDrawn = $state(false);
  readonly #papers: Look<"papers">;

  /** Asks once the first frame is painted, which needs none of it. To be made while a component is set up. */
  constructor(hub: Hub) {
    $effect(() => afterPaint(() => (this.#isDrawn = true)));
    // Of the list its count alone.
    this.#papers = new Look(hub, "papers", () => (this.#isDrawn ? { state: "failed", order: null, offset: null, limit: 0 } : null));
  }

  get count(): number {
    return this.#papers.answer?.failed ?? 0;
  }
}
