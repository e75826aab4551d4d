import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { Following } from "./painted.svelte";

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

it("shows the first value at once, and a later one only when a frame without it was painted", async () => {
  let value = $state(1);
  let following: Following<number> | undefined;
  const end = $effect.root(() => {
    following = new Following(() => value);
  });
  flushSync();
  expect(following?.now).toBe(1);
  value = 2;
  flushSync();
  await frame();
  expect(following?.now).toBe(1);
  await frame();
  expect(following?.now).toBe(2);
  end();
});
