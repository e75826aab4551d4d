import { flushSync, mount, tick, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import Select from "./Select.svelte";

const OPTIONS = [
  { value: "shelf", name: "to the shelf" },
  { value: "aside", name: "set aside" },
];
let end = (): void => undefined;
afterEach(() => end());

/** A choice whose owner says what stands there. */
function shown(owner: { value: string }): HTMLSelectElement {
  const choice = mount(Select, { target: document.body, props: { label: "It goes", options: OPTIONS, get value() { return owner.value; }, set value(next) { owner.value = next; } } });
  flushSync();
  end = () => void unmount(choice);
  return document.querySelector("select") as HTMLSelectElement;
}

async function choose(select: HTMLSelectElement, value: string): Promise<void> {
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await tick();
  flushSync();
}

it("shows what its owner takes", async () => {
  const owner = $state({ value: "shelf" });
  const select = shown(owner);
  expect(select.value).toBe("shelf");
  await choose(select, "aside");
  expect([owner.value, select.value]).toEqual(["aside", "aside"]);
  owner.value = "shelf";
  flushSync();
  expect(select.value).toBe("shelf");
});

it("shows no choice that its owner refuses, and asks again", async () => {
  const asked: string[] = [];
  const select = shown({ get value() { return "shelf"; }, set value(next) { asked.push(next); } });
  for (const times of [1, 2]) {
    await choose(select, "aside");
    expect([asked.length, select.value]).toEqual([times, "shelf"]);
  }
});
