/**
 * Files that were dropped on the window, whichever screen was shown: exports wait for whoever takes exports, a picture goes
 * to the item that is looked at.
 */

import { untrack } from "svelte";

class Drops {
  /** Whether files are held over the window. */
  over = $state(false);
  /** Exports that were dropped and nobody took yet. */
  waiting = $state.raw<readonly File[]>([]);
  /** How many can take exports just now. */
  takers = $state(0);
  /** Whether somebody takes a picture just now. */
  wantsPicture = $state(false);
  #picture: ((file: File) => void) | null = null;

  /** Brings files in. Those that were dropped before and still wait stay before them. Answers whether exports are among them. */
  bring(files: readonly File[]): boolean {
    const isPicture = (file: File): boolean => this.#picture !== null && file.type.startsWith("image/");
    const picture = files.find(isPicture);
    if (picture !== undefined) this.#picture?.(picture);
    const exports = files.filter((file) => !isPicture(file));
    if (exports.length > 0) this.waiting = [...this.waiting, ...exports];
    return exports.length > 0;
  }

  /** Takes exports that are dropped, as long as the component that calls this is here. To be called while it is set up. */
  taken(take: (files: readonly File[]) => void): void {
    $effect(() => {
      untrack(() => this.takers++);
      return () => untrack(() => this.takers--);
    });
    $effect(() => {
      if (this.waiting.length === 0) return;
      const files = this.waiting;
      this.waiting = [];
      untrack(() => take(files));
    });
  }

  /** Takes a picture that is dropped, the first of several, as long as the component that calls this is here. */
  takesPicture(take: (file: File) => void): void {
    $effect(() => {
      this.#picture = take;
      this.wantsPicture = true;
      return () => {
        // Another item's page may be here already.
        if (this.#picture !== take) return;
        this.#picture = null;
        this.wantsPicture = false;
      };
    });
  }
}

export const drops = new Drops();
