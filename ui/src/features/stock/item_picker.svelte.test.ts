import { flushSync, mount, unmount } from "svelte";
import { expect, it } from "vitest";
import type { FindItems, ItemRow } from "../../lib/api/types";
import { Hub } from "../../lib/hub.svelte";
import { Ear } from "../scanning/ear.svelte";
import ItemPicker from "./ItemPicker.svelte";

const row = (sku: string): ItemRow => ({ creator: "ink", creator_name: "Ink", sku, title: `The ${sku}`, kind: "stocked", barcode: null, level: "enough", on_hand: 9, allocated: 0, available: 9 });
const ROWS: Record<string, ItemRow[]> = { "4006381333931": [row("MUG"), row("SPOON")], "LD/7KQ2/I/3/AB": [row("CARD")] };

function scan(code: string): void {
  for (const key of [...code, "Enter"]) document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  flushSync();
}

async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done));
  flushSync();
}

const button = (words: string): HTMLButtonElement | undefined => [...document.querySelectorAll("button")].find((one) => one.textContent.trim().startsWith(words));

it("a scan that names one item chooses it; of several, or none, a person chooses", async () => {
  const ear = new Ear(() => undefined, () => undefined);
  const close = ear.open(window);
  const send = (_: string, request: unknown): Promise<unknown> => {
    const rows = ROWS[(request as FindItems).search] ?? [];
    return Promise.resolve({ total: rows.length, rows });
  };
  const picker = mount(ItemPicker, { target: document.body, props: { hub: new Hub({ send, follow: () => () => undefined }), ear, item: null } });
  await settled();
  for (const [code, shown] of [["4006381333931", "The SPOON"], ["12345670", "No item is called “12345670”"]] as const) {
    button("Scan it")?.click();
    flushSync();
    scan(code);
    await settled();
    expect(document.body.textContent).toContain(shown);
    expect(button("Another item")).toBeUndefined();
  }
  button("Scan it")?.click();
  flushSync();
  scan("LD/7KQ2/I/3/AB");
  await settled();
  expect([document.body.textContent.includes("The CARD"), button("Another item") !== undefined]).toEqual([true, true]);
  void unmount(picker);
  close();
});
