import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import Sample from "../features/gallery/Answered.svelte";
import { HubError } from "../lib/api/client";
import { Hub } from "../lib/hub.svelte";
import waiting from "./Waiting.svelte?raw";

interface Asked {
  answer: (hub: string) => void;
  refuse: (code: "internal" | "not_found") => void;
}

let end = (): void => undefined;
afterEach(() => end());

/** A page that shows a hub's name, and what it asked. */
function page(): { asked: Asked[]; text: () => string; press: () => void } {
  const asked: Asked[] = [];
  const hub = new Hub({
    send: () => new Promise((answer, refuse) => asked.push({ answer: (name) => answer({ name }), refuse: (code) => refuse(new HubError(code, "the cable may be loose")) })),
    follow: () => () => undefined,
  });
  const shown = mount(Sample, { target: document.body, props: { hub } });
  flushSync();
  end = () => void unmount(shown);
  const button = (): HTMLButtonElement | null => document.querySelector("button");
  return { asked, text: () => document.body.innerText.replace(/\s+/g, " ").trim(), press: () => button()?.click() };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

it("says that it waits, to nobody who is answered soon", async () => {
  const { asked, text } = page();
  expect(text()).toBe("Loading…");
  const late = Number(/animation: appear 1ms (\d+)ms backwards/.exec(waiting)?.[1]);
  expect(late >= 150 && late <= 300, "shown after a while").toBe(true);
  asked[0]?.answer("Dock 7");
  await settled();
  expect(text()).toBe("Dock 7");
});

it("what was refused is asked again where somebody wants that, and said until there is an answer", async () => {
  const { asked, text, press } = page();
  asked[0]?.refuse("internal");
  await settled();
  expect(text()).toBe("The cable may be loose. Try again");
  press();
  press();
  expect(asked.length, "twice in a row is once").toBe(2);
  expect(text(), "nothing jumps meanwhile").toBe("The cable may be loose. Try again");
  asked[1]?.answer("Dock 7");
  await settled();
  expect(text()).toBe("Dock 7");
});

it("what would be refused again is not offered again", async () => {
  const { asked, text } = page();
  asked[0]?.refuse("not_found");
  await settled();
  expect(text()).toBe("The cable may be loose.");
});
