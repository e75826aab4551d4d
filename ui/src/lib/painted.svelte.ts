/** What is beside the point follows it by a frame: the point is painted sooner, and nobody sees the difference. */

import { untrack } from "svelte";

/** A value that follows another once the frame that shows the other is painted. To be made while a component is set up. */
export class Following<T> {
  #shown = $state.raw() as T;

  /** @param value what is followed; the first one is there at once. */
  constructor(value: () => T) {
    this.#shown = untrack(value);
    $effect(() => {
      const next = value();
      return afterPaint(() => (this.#shown = next));
    });
  }

  get now(): T {
    return this.#shown;
  }
}

/** Does something once the next frame is painted: with the one after it. Answers what calls it off. */
export function afterPaint(then: () => void): () => void {
  let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(then)));
  return () => cancelAnimationFrame(frame);
}
