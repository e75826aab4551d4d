/** The window's ear for its scanner: what the scanner sends around a code, and who gets the codes just now. */

import { Bursts, PLAIN, type Code, type Key, type Wrapping } from "./bursts";
import { listen } from "./listen";

/** Kept for this computer, whose scanner it is. */
const KEY = "loopdock.scanner";

/** Somebody who borrows the scanner: scans are shown to them and done nowhere. */
export interface Borrower {
  key(key: Key): void;
  scanned(code: Code): void;
  /** Somebody else has borrowed it since. */
  lost?(): void;
}

export class Ear {
  wrapping = $state.raw<Wrapping>(kept());
  readonly #bursts = new Bursts(this.wrapping);
  readonly #hear: (code: Code) => void;
  readonly #wake: () => void;
  #borrower: Borrower | null = null;

  /**
   * @param hear gets every code that nobody borrows.
   * @param wake makes ready, while a scan is still on its way, what its answer needs.
   */
  constructor(hear: (code: Code) => void, wake: () => void) {
    this.#hear = hear;
    this.#wake = wake;
  }

  /** Listens until the returned function is called. */
  open(page: Window): () => void {
    return listen(page, this.#bursts, {
      begins: () => this.#wake(),
      key: (key) => this.#borrower?.key(key),
      scanned: (code) => (this.#borrower === null ? this.#hear(code) : this.#borrower.scanned(code)),
    });
  }

  /** Lends the scanner until the returned function is called. */
  lend(borrower: Borrower): () => void {
    this.#borrower?.lost?.();
    this.#borrower = borrower;
    return () => {
      if (this.#borrower === borrower) this.#borrower = null;
    };
  }

  /** Keeps what the scanner sends around a code. */
  keep(wrapping: Wrapping): void {
    this.wrapping = wrapping;
    this.#bursts.wrapping = wrapping;
    localStorage.setItem(KEY, JSON.stringify(wrapping));
  }
}

function kept(): Wrapping {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    // An earlier version learned no trailer.
    const whole: unknown = typeof found === "object" && found !== null ? { ...PLAIN, ...found } : null;
    return isWrapping(whole) ? whole : PLAIN;
  } catch {
    return PLAIN;
  }
}

function isWrapping(found: unknown): found is Wrapping {
  if (typeof found !== "object" || found === null || !("prefix" in found) || !("trailer" in found) || !("suffixes" in found)) return false;
  const { prefix, trailer, suffixes } = found;
  const known = (suffix: unknown): boolean => suffix === "Enter" || suffix === "Tab";
  return typeof prefix === "string" && typeof trailer === "string" && Array.isArray(suffixes) && suffixes.length > 0 && suffixes.every(known);
}
