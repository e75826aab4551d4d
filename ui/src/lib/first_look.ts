/** What the program around this page has told with it, so that the first frame shows the day: the window's state, and its hub's. */

import type { Transport } from "./api/client";
import type { FirstLook, TodayView, WindowView } from "./api/types";

/** What came with the page; nothing in a browser, and where the hub was not open yet. */
export function firstLook(page: Document): FirstLook | null {
  const told = page.getElementById("first-look")?.textContent;
  // The program and these types are made from the same declarations.
  return told === undefined || told === null ? null : (JSON.parse(told) as FirstLook);
}

/** The window, and what its first screen asks. */
export class Told {
  readonly window: WindowView | null;
  #today: TodayView | null;

  constructor(look: FirstLook | null) {
    this.window = look?.window ?? null;
    this.#today = look?.today ?? null;
    // The first screen asks while it is made. Whoever asks later wants to know how it is then.
    setTimeout(() => (this.#today = null));
  }

  /** The way to the hub of `opening`, without the way for what is known. */
  shorten(way: Transport, opening: number): Transport {
    return {
      ...way,
      send: async (name, request, sending) => {
        if (name !== "today" || opening !== this.window?.opening || this.#today === null) return way.send(name, request, sending);
        const today = this.#today;
        this.#today = null;
        return today;
      },
    };
  }
}
