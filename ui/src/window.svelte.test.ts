import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Desktop } from "./lib/desktop.svelte";
import { Told } from "./lib/first_look";
import Window from "./Window.svelte";

const code = "LD/7KQ2/T/07/3F";
let shown: Record<string, unknown> = {};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  // What the test's page lacks of popovers.
  HTMLElement.prototype.showPopover = function (): void {
    this.dataset["open"] = "";
  };
  HTMLElement.prototype.hidePopover = function (): void {
    delete this.dataset["open"];
  };
  document.body.innerHTML = `<form><input id="name" type="text"></form>`;
  const view = { state: "absent", kind: "own", file: "/hub.db", opening: 1, seq: 0, version: "1", fault: null, own: null, crash: null };
  const desktop = { view, busy: null, fault: null, follow: () => () => undefined } as unknown as Desktop;
  shown = mount(Window, { target: document.body, props: { desktop, told: new Told(null) } });
  flushSync();
});
afterEach(() => {
  void unmount(shown);
  vi.useRealTimers();
});

function name(): HTMLInputElement {
  const field = document.getElementById("name");
  if (!(field instanceof HTMLInputElement)) throw new Error("no field");
  return field;
}

const said = (): string => document.querySelector<HTMLElement>("[data-open]")?.innerText.trim() ?? "";

/** Presses keys; answers which of them the page got. */
function press(keys: readonly string[]): string[] {
  const got: string[] = [];
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    if (name().dispatchEvent(event)) got.push(key);
  }
  flushSync();
  return got;
}

it("a code that is scanned before there is a hub names none, and is told what becomes of it", () => {
  name().focus();
  for (let scans = 0; scans < 2; scans += 1) {
    expect(press([...code, "Enter"]), "no key of it reaches the form").toEqual([]);
    expect([name().value, said()]).toEqual(["", "A code was scanned. It can be used when a hub is open."]);
    vi.advanceTimersByTime(10_000);
    expect(said()).toBe("");
  }
});

it("who types a name there types it, and Enter is the form's", async () => {
  vi.useRealTimers();
  name().focus();
  for (const letter of "Dock") {
    press([letter]);
    await new Promise((later) => setTimeout(later, 120));
  }
  expect([name().value, press(["Enter"]), said()]).toEqual(["Dock", ["Enter"], ""]);
});
