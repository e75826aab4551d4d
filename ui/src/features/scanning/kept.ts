/**
 * Scans that wait, kept in the tab or the window: a page that is loaded anew, also because the process that draws it died,
 * goes on with them. Those that the hub has done meanwhile are the same deeds, and only answered.
 *
 * Written at once and not when the page ends, because a process that dies says no farewell; in WebKit that takes less than
 * a hundredth of a millisecond.
 */

/** What is sent next. */
export interface Heard {
  code: string;
  /** Whether a person typed it: the hub then knows what digits alone mean. */
  isTyped: boolean;
  /** The deed's id: however often the scan is sent, it is done once. */
  deed: string;
}

export class Kept {
  readonly #key: string | null;

  /** @param hub whose they are: they never reach another. Where nobody knows, nothing is kept. */
  constructor(hub: string | undefined, bench: string) {
    this.#key = hub === undefined ? null : `loopdock.waiting/${hub}/${bench}`;
  }

  read(): readonly Heard[] {
    try {
      const found: unknown = this.#key === null ? [] : JSON.parse(sessionStorage.getItem(this.#key) ?? "[]");
      return Array.isArray(found) ? found.filter(isHeard) : [];
    } catch {
      return [];
    }
  }

  write(waiting: readonly Heard[]): void {
    if (this.#key === null) return;
    if (waiting.length === 0) sessionStorage.removeItem(this.#key);
    else sessionStorage.setItem(this.#key, JSON.stringify(waiting));
  }
}

/** A page of an earlier version may have kept them otherwise. */
function isHeard(found: unknown): found is Heard {
  if (typeof found !== "object" || found === null || !("code" in found) || !("isTyped" in found) || !("deed" in found)) return false;
  return typeof found.code === "string" && typeof found.isTyped === "boolean" && typeof found.deed === "string";
}
