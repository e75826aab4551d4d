import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { Hub } from "../../lib/hub.svelte";
import { afterPaint } from "../../lib/painted.svelte";
import { Unprinted } from "./unprinted.svelte";

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
const painted = async (): Promise<void> => {
  await new Promise<void>((resolve) => void afterPaint(resolve));
  flushSync();
  await settled();
};

it("papers that were refused are counted once the first frame is painted, and again when the journal grows", async () => {
  const asked: unknown[] = [];
  let failed = 2;
  const hub = new Hub({ send: (name, request) => (asked.push([name, request]), Promise.resolve({ failed, unsure: 1, held_up: [{ printer: "Door", why: "out of paper", papers: 3 }] })), follow: () => () => undefined });
  let unprinted: Unprinted | undefined;
  const end = $effect.root(() => {
    unprinted = new Unprinted(hub);
  });
  flushSync();
  expect([asked, unprinted?.count], "not before").toEqual([[], 0]);
  await painted();
  expect([asked, unprinted?.count]).toEqual([[["papers", { state: "failed", order: null, offset: null, limit: 0 }]], 6]);
  expect(unprinted?.troubles.map(({ words, of }) => [of, words])).toEqual([
    ["unsure", "Look at the printer: 1 paper may have come out or not."],
    ["queued", "Door takes no papers, 3 wait for it. Out of paper."],
    ["failed", "2 papers were not printed."],
  ]);
  failed = 0;
  hub.seq++;
  flushSync();
  await settled();
  expect(unprinted?.count, "printed once more").toBe(4);
  end();
});
