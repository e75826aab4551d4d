/** What is beside the point follows it by a frame or two: the point is painted sooner, and nobody sees the difference. */

import { untrack } from "svelte";

/** A value that follows another once the frame that shows the other is painted. To be made while a component is set up. */
export class Following<T> {
  #shown = $state.raw() as T;
  #newest: T;
  #callOff: (() => void) | null = null;

  /** @param value what is followed; the first one is there at once. */
  constructor(value: () => T) {
    this.#shown = this.#newest = untrack(value);
    $effect(() => {
      this.#newest = value();
      // Not put off by the next one: it follows also while one change comes after the other.
      this.#callOff ??= afterPaint(() => {
        this.#callOff = null;
        this.#shown = this.#newest;
      });
    });
    $effect(() => () => this.#callOff?.());
  }

  get now(): T {
    return this.#shown;
  }
}

/** A frame takes about as long to paint, and the next one may begin before what waits for this one has its turn. */
const PAINTED_MS = 17;

/** Does something when the next frame should be painted. Answers what calls it off. */
export function afterPaint(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(then, PAINTED_MS)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
