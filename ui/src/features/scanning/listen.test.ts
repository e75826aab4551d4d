import { afterEach, beforeEach, expect, it } from "vitest";
import { Bursts, LONGEST_GAP_MS } from "./bursts";
import { listen } from "./listen";

const code = "LD/7KQ2/T/07/3F";
let codes: string[] = [];
let begun = 0;
let end = (): void => undefined;

beforeEach(() => {
  codes = [];
  begun = 0;
  document.body.innerHTML = `<input id="one" type="text"><input id="other" type="text"><button id="button">Pack</button><select id="zone"><option>UTC</option><option>Europe/Berlin</option><option>Europe/Lisbon</option><option>America/New York</option></select>`;
  end = listen(window, new Bursts(), { begins: () => (begun += 1), key: () => undefined, scanned: ({ text }) => codes.push(text) });
});
afterEach(() => end());

function field(id: string): HTMLInputElement {
  const found = document.getElementById(id);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${id}`);
  return found as HTMLInputElement;
}

function press(keys: Iterable<string>): void {
  for (const key of keys) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LONGEST_GAP_MS * 3));

it("a scan is whole when the focus moves in the middle of it", () => {
  field("one").focus();
  press(code.slice(0, 5));
  field("other").focus();
  press(code.slice(5, 9));
  field("button").focus();
  press([...code.slice(9), "Enter"]);
  expect(codes).toEqual([code]);
  expect([field("one").value, field("other").value]).toEqual(["", ""]);
});

it("says once that a scan begins, and not of what a person types", () => {
  field("button").focus();
  press([...code, "Enter"]);
  expect([begun, codes]).toEqual([1, [code]]);
  field("one").focus();
  press("mug");
  expect(begun).toBe(1);
});

it("a scan is whole when its field goes in the middle of it", () => {
  field("one").focus();
  press(code.slice(0, 5));
  field("one").remove();
  press([...code.slice(5), "Tab"]);
  expect(codes).toEqual([code]);
});

it("what a person typed goes into the field in which it was typed", async () => {
  field("one").focus();
  press("m");
  await new Promise((resolve) => setTimeout(resolve, 30));
  press("u");
  field("other").focus();
  await later();
  press("g");
  await later();
  expect([field("one").value, field("other").value, codes]).toEqual(["mu", "g", []]);
});

it("a scan is whole when the window is so busy that its keys are heard long after they were pressed", async () => {
  field("one").focus();
  const start_ms = performance.now() - 300;
  for (const [at, key] of [...code, "Enter"].entries()) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, "timeStamp", { value: start_ms + 20 * at });
    field("one").dispatchEvent(event);
    if (at % 5 === 0) await new Promise((resolve) => setTimeout(resolve, LONGEST_GAP_MS + 20));
  }
  expect([codes, field("one").value]).toEqual([[code], ""]);
});

it("whoever types into a list of choices chooses, and a scan there is a scan", async () => {
  const zone = document.getElementById("zone") as HTMLSelectElement;
  const changes: string[] = [];
  zone.addEventListener("change", () => changes.push(zone.value));
  zone.focus();
  for (const key of "europe/l") {
    press(key);
    await later();
  }
  expect([zone.value, changes.at(-1)]).toEqual(["Europe/Lisbon", "Europe/Lisbon"]);
  press([...code, "Enter"]);
  await later();
  expect([codes, zone.value]).toEqual([[code], "Europe/Lisbon"]);
});

it("the space bar opens a list, and is a letter in the middle of a word", async () => {
  const zone = document.getElementById("zone") as HTMLSelectElement;
  zone.focus();
  const space = new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true });
  zone.dispatchEvent(space);
  expect(space.defaultPrevented).toBe(false);
  for (const key of "america/new y") {
    press(key);
    await later();
  }
  expect(zone.value).toBe("America/New York");
});

it("what is typed with no field focused goes to the field that is there for it, unless a dialog is open", async () => {
  field("other").setAttribute("data-gets-typing", "");
  field("button").focus();
  const type = async (text: string): Promise<void> => {
    for (const key of text) {
      press(key);
      await new Promise((resolve) => setTimeout(resolve, LONGEST_GAP_MS * 2));
    }
  };
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.open = true;
  await type("no");
  dialog.remove();
  press(["Escape"]);
  await type("T-07");
  expect([field("other").value, document.activeElement?.id, codes]).toEqual(["T-07", "other", []]);
  const before = begun;
  press([...code, "Enter"]);
  expect([begun, codes, field("other").value], "a scan there is made ready for as anywhere").toEqual([before + 1, [code], "T-07"]);
});
