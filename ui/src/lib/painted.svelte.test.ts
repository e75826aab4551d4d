import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { afterPaint, Following } from "./painted.svelte";

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
const painted = (): Promise<void> => new Promise((resolve) => void afterPaint(resolve));

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
  await painted();
  expect(following?.now).toBe(2);
  end();
});

it("follows also while one value comes after the other", async () => {
  let value = $state(0);
  let following: Following<number> | undefined;
  const end = $effect.root(() => {
    following = new Following(() => value);
  });
  for (let round = 0; round < 8; round += 1) {
    value += 1;
    flushSync();
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  expect(following?.now).toBeGreaterThan(0);
  end();
});

it("is called off, also between the frame and its end", async () => {
  let isDone = false;
  const callOff = afterPaint(() => (isDone = true));
  await frame();
  callOff();
  await painted();
  expect(isDone).toBe(false);
});
