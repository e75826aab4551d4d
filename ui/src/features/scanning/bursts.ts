/**
 * Tells a scanner that types from a person who types, by the time between two keys and by the suffix.
 *
 * A scanner sends a code's characters 1 to 50 ms apart, on average, and ends with Enter or Tab. The first keys are therefore held back:
 * when the suffix comes in time they were a scan; when a key comes late, or none comes, they were typing and are given
 * back. Nothing is taken for a scan because time has passed. Where no field has the focus, a code may come as slowly as a
 * person types it; but where there is a field for what is typed (the bench has one), it goes there with the second key that
 * comes as slowly as a person's: what is typed is to be seen, and Backspace is to work.
 *
 * Pure: keys and their times come in, what to do with them goes out.
 */

/** The longest time between two characters of one scan, in milliseconds: a slow scanner is not steady. Quick fingers take 70... */
export const LONGEST_GAP_MS = 65;

/** ...and the longest on average: it may take a bit more than the 50 ms that it promises. */
export const LONGEST_PACE_MS = 55;

/** A scanner that takes longer at times is a slow one: a person may be as quick for a few keys. */
const QUICK_GAP_MS = 50;

/** Characters that are so quick on average were typed by no person... */
const SURE_BELOW_MS = 16;

/** ...and a busy computer that stops in the middle of such a code is given this long to go on, in milliseconds. */
export const LONGEST_HICCUP_MS = 400;

/** The time between two characters where no field has the focus: a person types the code, or the computer is busy. */
export const LONGEST_PAUSE_MS = 2_000;

/** Fewer characters than this, ended by Enter, are a person's quick fingers. */
export const SHORTEST_CODE = 4;

/** The same where a scanner is slow. */
const SHORTEST_SLOW_CODE = 6;

/** Some scanners end a code with two keys; the second comes this soon, in milliseconds, and is nobody's. */
const SECOND_SUFFIX_MS = 60;

/** A key as the window reports it. */
export interface Key {
  /** The `key` of the event: one character, or a name such as `Enter`. */
  key: string;
  /** When it was pressed, in milliseconds, as the event says: a busy window hears late what was pressed in time. */
  at_ms: number;
  /** Whether a field has the focus, into which a person types. */
  inField: boolean;
  /** Whether there is one that gets what a person types while none has it. */
  hasTaker?: boolean;
}

/** What to do with a key. */
export interface Verdict {
  /** Whether the key is kept from the page for now. */
  hold: boolean;
  /** Characters that were held and turned out to be typing; they go to the page, before this key. */
  giveBack: string;
  /** A whole code, if this key was its suffix. */
  code: Code | null;
}

/** What was scanned, or typed where no field has the focus. */
export interface Code {
  text: string;
  /** Whether it came as a person types: the hub then knows what digits alone mean. */
  isTyped: boolean;
}

/** A key that ends a scan. */
export type Suffix = "Enter" | "Tab";

/** What this computer's scanner sends around a code. */
export interface Wrapping {
  /** Characters before each code. */
  prefix: string;
  /** Characters after it, before the key that ends it. */
  trailer: string;
  /** The keys that may end it. */
  suffixes: readonly Suffix[];
}

/** What a scanner sends as it comes out of its box. */
export const PLAIN: Wrapping = { prefix: "", trailer: "", suffixes: ["Enter", "Tab"] };

/** Keys that come with a character and are none. */
const SILENT = new Set(["Shift", "CapsLock", "AltGraph"]);

export class Bursts {
  /** What is around each code. */
  wrapping: Wrapping;
  #held = "";
  #first_ms = Number.NEGATIVE_INFINITY;
  #last_ms = Number.NEGATIVE_INFINITY;
  #inField = true;
  #hasTaker = false;
  #ended_ms = Number.NEGATIVE_INFINITY;
  #isSlow = false;

  constructor(wrapping: Wrapping = PLAIN) {
    this.wrapping = wrapping;
  }

  /** Whether characters are held back. */
  get holds(): boolean {
    return this.#held !== "";
  }

  /** Takes in a key. */
  hear({ key, at_ms, inField, hasTaker = false }: Key): Verdict {
    if (SILENT.has(key)) return { hold: false, giveBack: "", code: null };
    this.#inField = inField;
    this.#hasTaker = hasTaker;
    const giveBack = this.expire(at_ms);
    this.#isSlow = this.holds && (this.#isSlow || (at_ms - this.#last_ms > QUICK_GAP_MS && !this.#isSure));
    // The space bar presses a button; no code begins with a space.
    if (key === " " && !inField && !this.holds) return { hold: false, giveBack, code: null };
    if ([...key].length === 1) {
      if (!this.holds) this.#first_ms = at_ms;
      this.#held += key;
      this.#last_ms = at_ms;
      return { hold: true, giveBack, code: null };
    }
    if (!this.holds && (key === "Enter" || key === "Tab") && at_ms - this.#ended_ms <= SECOND_SUFFIX_MS) {
      return { hold: true, giveBack, code: null };
    }
    const shortest = this.#isSlow ? SHORTEST_SLOW_CODE : SHORTEST_CODE;
    if (this.#isSuffix(key, inField) && this.#held.length >= (inField ? shortest : 1)) {
      const pace_ms = (at_ms - this.#first_ms) / this.#held.length;
      const isTyped = !inField && (pace_ms > LONGEST_PACE_MS || this.#held.length < SHORTEST_CODE);
      const heard = this.giveBack();
      this.#ended_ms = at_ms;
      return { hold: true, giveBack, code: { text: isTyped ? heard : this.#unwrapped(heard), isTyped } };
    }
    return { hold: false, giveBack: giveBack + this.giveBack(), code: null };
  }

  /** How long to wait for the next key, in milliseconds. */
  get patience_ms(): number {
    // As long as it may be a scanner's, which a busy computer keeps waiting: one key says nothing of who presses it.
    const isPerson = this.#last_ms - this.#first_ms > this.#gaps * LONGEST_PACE_MS;
    if (!this.#inField) return this.#hasTaker && isPerson ? LONGEST_GAP_MS : LONGEST_PAUSE_MS;
    if (this.#isSure) return LONGEST_HICCUP_MS;
    // Whoever was slow before has to be quick now.
    const left_ms = 2 * LONGEST_GAP_MS + this.#gaps * LONGEST_PACE_MS - (this.#last_ms - this.#first_ms);
    return Math.min(LONGEST_GAP_MS, Math.max(QUICK_GAP_MS, left_ms));
  }

  /** Times between two of the characters that are held. */
  get #gaps(): number {
    return Math.max(0, this.#held.length - 1);
  }

  /** Whether no person types as quickly as what is held. */
  get #isSure(): boolean {
    return this.#gaps > 0 && this.#last_ms - this.#first_ms <= this.#gaps * SURE_BELOW_MS;
  }

  /** Hands out what is held when `now_ms` is too late for the next character of a scan. */
  expire(now_ms: number): string {
    return now_ms - this.#last_ms > this.patience_ms ? this.giveBack() : "";
  }

  /** A person ends with Enter, whatever the scanner sends; in a field Enter is the field's. */
  #isSuffix(key: string, inField: boolean): boolean {
    return (key === "Enter" && !inField) || this.wrapping.suffixes.some((suffix) => suffix === key);
  }

  /** What another scanner sends has not both ends, and stays as it is. */
  #unwrapped(heard: string): string {
    const { prefix, trailer } = this.wrapping;
    const isWrapped = heard.startsWith(prefix) && heard.endsWith(trailer) && heard.length > prefix.length + trailer.length;
    return isWrapped ? heard.slice(prefix.length, heard.length - trailer.length) : heard;
  }

  /** Hands out what is held. */
  giveBack(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}
