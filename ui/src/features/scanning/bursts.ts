/**
 * Tells a scanner that types from a person who types, by the time between two keys and by the suffix.
 *
 * A scanner sends a code's characters 1 to 50 ms apart and ends with Enter or Tab. The first keys are therefore held back:
 * when the suffix comes in time they were a scan; when a key comes late, or none comes, they were typing and are given
 * back. Nothing is taken for a scan because time has passed.
 *
 * Pure: keys and their times come in, what to do with them goes out.
 */

/** The longest time between two characters of one scan, in milliseconds. */
export const LONGEST_GAP_MS = 50;

/** So many characters, so quick on average, were typed by no person... */
const SURE_AFTER = 4;
const SURE_BELOW_MS = 16;

/** ...and a busy computer that stops in the middle of such a code is given this long to go on, in milliseconds. */
export const LONGEST_HICCUP_MS = 400;

/** Fewer characters than this, ended by Enter, are a person's quick fingers. */
export const SHORTEST_CODE = 4;

/** A key as the window reports it. */
export interface Key {
  /** The `key` of the event: one character, or a name such as `Enter`. */
  key: string;
  /** When it was pressed, in milliseconds, as the event says: a busy window hears late what was pressed in time. */
  at_ms: number;
}

/** What to do with a key. */
export interface Verdict {
  /** Whether the key is kept from the page for now. */
  hold: boolean;
  /** Characters that were held and turned out to be typing; they go to the page, before this key. */
  giveBack: string;
  /** A whole code, if this key was its suffix. */
  code: string | null;
}

const SUFFIXES = new Set(["Enter", "Tab"]);
/** Keys that come with a character and are none. */
const SILENT = new Set(["Shift", "CapsLock", "AltGraph"]);

export class Bursts {
  #held = "";
  #first_ms = Number.NEGATIVE_INFINITY;
  #last_ms = Number.NEGATIVE_INFINITY;

  /** Whether characters are held back. */
  get holds(): boolean {
    return this.#held !== "";
  }

  /** Takes in a key. */
  hear({ key, at_ms }: Key): Verdict {
    if (SILENT.has(key)) return { hold: false, giveBack: "", code: null };
    const giveBack = this.expire(at_ms);
    if ([...key].length === 1) {
      if (!this.holds) this.#first_ms = at_ms;
      this.#held += key;
      this.#last_ms = at_ms;
      return { hold: true, giveBack, code: null };
    }
    if (SUFFIXES.has(key) && this.#held.length >= SHORTEST_CODE) {
      const code = this.giveBack();
      return { hold: true, giveBack, code };
    }
    return { hold: false, giveBack: giveBack + this.giveBack(), code: null };
  }

  /** Hands out what is held when `now_ms` is too late for the next character of a scan. */
  expire(now_ms: number): string {
    return now_ms - this.#last_ms > this.#patience_ms ? this.giveBack() : "";
  }

  /** How long the next key of what is held may take. */
  get #patience_ms(): number {
    const gaps = this.#held.length - 1;
    const isSure = this.#held.length >= SURE_AFTER && this.#last_ms - this.#first_ms <= gaps * SURE_BELOW_MS;
    return isSure ? LONGEST_HICCUP_MS : LONGEST_GAP_MS;
  }

  /** Hands out what is held. */
  giveBack(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}
