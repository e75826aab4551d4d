import { flushSync, mount, unmount } from "svelte";
import { expect, it } from "vitest";
import type { Desktop } from "../../lib/desktop.svelte";
import CrashNote from "./CrashNote.svelte";

it("a fault that leaves the hub open is said until somebody has read it, and the next one again", () => {
  const desktop = $state({ view: { crash: null as string | null }, readReport: null });
  const shown = mount(CrashNote, { target: document.body, props: { desktop: desktop as unknown as Desktop } });
  const said = (): string => {
    flushSync();
    return document.body.innerText;
  };
  expect(said()).toBe("");
  desktop.view.crash = "/home/ada/hub.db.crash-1.txt";
  expect(said()).toContain("is in /home/ada/hub.db.crash-1.txt.");
  document.querySelector("button")?.click();
  expect(said()).toBe("");
  desktop.view.crash = "/home/ada/hub.db.crash-2.txt";
  expect(said()).toContain("crash-2");
  void unmount(shown);
});
