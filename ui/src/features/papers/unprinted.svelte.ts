/** What a person must know of papers on every screen: whoever packs looks at no list of them. */

import type { PapersView, PrintState } from "../../lib/api/types";
import { Look, type Hub } from "../../lib/hub.svelte";
import { afterPaint } from "../../lib/painted.svelte";
import { asSentence, many } from "../../lib/words";

/** What is wrong, and the list that shows more of it. */
export interface Trouble {
  words: string;
  of: PrintState;
}

export function troublesOf({ failed, unsure, held_up }: Pick<PapersView, "failed" | "unsure" | "held_up">): Trouble[] {
  const troubles: Trouble[] = [];
  // What has to be done now comes before what went wrong some time.
  if (unsure > 0) troubles.push({ words: `Look at the printer: ${many(unsure, "paper", "papers")} may have come out or not.`, of: "unsure" });
  for (const { printer, why, papers } of held_up) {
    troubles.push({ words: `${printer} takes no papers, ${many(papers, "waits", "wait")} for it. ${asSentence(why)}`, of: "queued" });
  }
  if (failed > 0) troubles.push({ words: `${many(failed, "paper was", "papers were")} not printed.`, of: "failed" });
  return troubles;
}

export class Unprinted {
  #isDrawn = $state(false);
  readonly #papers: Look<"papers">;

  /** Asks once the first frame is painted, which needs none of it. To be made while a component is set up. */
  constructor(hub: Hub) {
    $effect(() => afterPaint(() => (this.#isDrawn = true)));
    // Of the list its counts alone.
    this.#papers = new Look(hub, "papers", () => (this.#isDrawn ? { state: "failed", order: null, offset: null, limit: 0 } : null));
  }

  get troubles(): Trouble[] {
    return this.#papers.answer === null ? [] : troublesOf(this.#papers.answer);
  }

  /** How many papers that concerns. */
  get count(): number {
    const answer = this.#papers.answer;
    return answer === null ? 0 : answer.failed + answer.unsure + answer.held_up.reduce((sum, { papers }) => sum + papers, 0);
  }
}
