import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import App from "./App.svelte";
import { HubError, type Transport } from "./lib/api/client";

const code = "LD/7KQ2/T/07/3F";
let sent: unknown[] = [];
let shown: Record<string, unknown> = {};

const transport: Transport = {
  send: (name, request) => {
    if (name === "scan") sent.push(request);
    return Promise.reject(new HubError("internal", "the cable may be loose"));
  },
  follow: () => () => undefined,
};

beforeEach(() => {
  sent = [];
  localStorage.clear();
  // What the test's page lacks of popovers.
  HTMLElement.prototype.showPopover = HTMLElement.prototype.hidePopover = () => undefined;
  location.hash = "#/today";
  document.body.innerHTML = `
    <form id="settings"><input id="address" type="text"><select id="currency"><option>EUR</option></select></form>
    <form role="search"><input id="search" type="text"></form>
    <input id="filter" type="text">`;
  shown = mount(App, { target: document.body, props: { transport } });
  flushSync();
});
afterEach(() => void unmount(shown));

function field(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no ${id}`);
  return found;
}

function edit(id: string): void {
  field(id).focus();
  field(id).dispatchEvent(new InputEvent("input", { bubbles: true, data: "1" }));
}

/** Presses keys a while apart; answers the screen that is shown then. */
async function scan(keys: readonly string[], gap_ms = 0): Promise<string> {
  for (const key of keys) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
    if (gap_ms > 0) await new Promise((later) => setTimeout(later, gap_ms));
  }
  return location.hash;
}

it("a scan turns to the bench, and takes nothing away that was typed and not sent", async () => {
  edit("address");
  expect(await scan([...code, "Enter"])).toBe("#/today");
  field("currency").focus();
  expect(await scan([...code, "Enter"]), "in another field of the form").toBe("#/today");
  field("settings").dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
  field("settings").insertAdjacentHTML("beforeend", `<p role="alert">An address has 300 characters at most.</p>`);
  expect(await scan([...code, "Enter"]), "sent and refused").toBe("#/today");
  document.querySelector("#settings [role=alert]")?.remove();
  expect(await scan([...code, "Enter"]), "sent and kept").toBe("#/bench");
  await new Promise((later) => setTimeout(later));
  expect(sent.length, "each was heard").toBe(4);
});

it("what was only looked at or searched for is no reason to stay", async () => {
  field("address").focus();
  expect(await scan([...code, "Enter"])).toBe("#/bench");
  for (const id of ["search", "filter"]) {
    location.hash = "#/today";
    edit(id);
    expect(await scan([...code, "Enter"]), id).toBe("#/bench");
  }
});

it("a form that is gone is no reason to stay", async () => {
  edit("address");
  field("settings").remove();
  expect(await scan([...code, "Enter"])).toBe("#/bench");
});

it("a number that is typed with no field focused is sent as typed", async () => {
  (document.activeElement as HTMLElement | null)?.blur();
  await scan([..."450", "Enter"], 80);
  await scan([...code, "Enter"]);
  await new Promise((later) => setTimeout(later));
  expect(sent).toMatchObject([{ code: "450", typed: true }, { code, typed: false }]);
});
