import { flushSync, mount, unmount } from "svelte";
import { expect, it } from "vitest";
import { Hub } from "../../lib/hub.svelte";
import { Ear } from "../scanning/ear.svelte";
import ItemForm from "./ItemForm.svelte";

const field = (label: string): HTMLInputElement => {
  const found = [...document.querySelectorAll("label")].find((one) => one.textContent === label);
  return document.getElementById(found?.htmlFor ?? "") as HTMLInputElement;
};

function scan(code: string): void {
  for (const key of [...code, "Enter"]) document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  flushSync();
}

it("the scan that is asked for fills in the barcode, and every other one is done at the bench", async () => {
  const atBench: string[] = [];
  const ear = new Ear(({ text }) => atBench.push(text), () => undefined);
  const close = ear.open(window);
  const hub = new Hub({ send: () => Promise.resolve([{ key: "ink", name: "Ink" }]), follow: () => () => undefined });
  const form = mount(ItemForm, { target: document.body, props: { hub, ear, open: true, detail: null } });
  await new Promise((done) => setTimeout(done));
  flushSync();
  field("Barcode").focus();
  scan("T-07");
  expect([field("Barcode").value, atBench]).toEqual(["", ["T-07"]]);
  [...document.querySelectorAll("button")].find((button) => button.textContent.trim().startsWith("Scan its barcode"))?.click();
  flushSync();
  scan("4006381333931");
  expect([field("Barcode").value, atBench]).toEqual(["4006381333931", ["T-07"]]);
  scan("T-08");
  expect(atBench).toEqual(["T-07", "T-08"]);
  void unmount(form);
  close();
});
