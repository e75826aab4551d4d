import { expect, it } from "vitest";
import { Queue } from "./queue.svelte";

it("papers that wait are counted down from as many as there were, and forgotten when none is left", () => {
  const queue = new Queue();
  const seen = [undefined, 3, 5, 2, 0, 1].map((waiting) => {
    queue.has(waiting);
    return [queue.done, queue.of];
  });
  expect(seen).toEqual([[0, 0], [0, 3], [0, 5], [3, 5], [0, 0], [0, 1]]);
});
