import { flushSync } from "svelte";
import { expect, test } from "vitest";
import { Hub } from "./hub.svelte";
import { Rows, type Page } from "./rows.svelte";

/** A list of `total` numbers whose pages are answered when the test says so. */
function list(total: number) {
  const asked: { offset: number; answer: () => void }[] = [];
  const fetch = (offset: number, limit: number): Promise<Page<number>> =>
    new Promise((done) => asked.push({ offset, answer: () => done({ total, rows: Array.from({ length: Math.min(limit, total - offset) }, (_, at) => offset + at) }) }));
  return { asked, fetch };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

test("whoever scrolls past a thousand pages waits for those in sight", async () => {
  const { asked, fetch } = list(100_000);
  const hub = new Hub({ send: () => Promise.reject(new Error("not asked")), follow: () => () => undefined });
  let rows: Rows<number> | undefined;
  const end = $effect.root(() => {
    rows = new Rows<number>(hub, () => fetch);
  });
  flushSync();
  asked[0]?.answer();
  await settled();
  expect(rows?.total).toBe(100_000);
  for (let at = 0; at < 100_000; at += 500) rows?.want(at, at + 40);
  expect(asked.length, "two are on their way").toBe(3);
  asked.forEach(({ answer }) => answer());
  await settled();
  expect(asked[3]?.offset, "what is in sight comes next").toBe(99_500);
  asked.forEach(({ answer }) => answer());
  await settled();
  expect(rows?.row(99_510)).toBe(99_510);
  end();
});
