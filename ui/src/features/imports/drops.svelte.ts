/** Files that were dropped on the window: whoever takes exports takes them, whichever screen was shown. */

import { untrack } from "svelte";

class Drops {
  /** Whether files are held over the window. */
  over = $state(false);
  /** What was dropped and nobody took yet. */
  waiting = $state.raw<readonly File[]>([]);
  /** How many can take them just now. */
  takers = $state(0);

  /** Takes what was dropped, as long as the component that calls this is here. To be called while it is set up. */
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
}

export const drops = new Drops();
