import { afterEach, beforeEach, expect, it } from "vitest";
import { Ear } from "./ear.svelte";

const KEY = "loopdock.scanner";
const code = "LD/7KQ2/T/07/3F";
let end = (): void => undefined;

beforeEach(() => localStorage.clear());
afterEach(() => end());

/** What an ear that was opened now hears of these keys. */
function heard(keys: readonly string[]): string[] {
  const codes: string[] = [];
  end = new Ear(({ text }) => codes.push(text), () => undefined).open(window);
  for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  end();
  return codes;
}

it("what was learned of this computer's scanner is known when the page is loaded anew", () => {
  new Ear(() => undefined, () => undefined).keep({ prefix: "]Q1", trailer: "X", suffixes: ["Tab"] });
  expect(heard([..."]Q1", ...code, "X", "Tab"])).toEqual([code]);
});

it("what an earlier version learned is still known", () => {
  localStorage.setItem(KEY, '{"prefix":"]Q1","suffixes":["Tab"]}');
  expect(heard([..."]Q1", ...code, "Tab"])).toEqual([code]);
});

it("what can't be read is a scanner as it comes out of its box", () => {
  for (const old of ["{", "7", '{"prefix":7,"suffixes":[]}']) {
    localStorage.setItem(KEY, old);
    expect(heard([...code, "Enter"])).toEqual([code]);
  }
});
