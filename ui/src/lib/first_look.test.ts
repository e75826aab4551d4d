import { expect, it, vi } from "vitest";
import type { Transport } from "./api/client";
import type { FirstLook } from "./api/types";
import { firstLook, Told } from "./first_look";

const LOOK = { window: { opening: 3, seq: 41 }, today: { hub: "Dock 7" } } as unknown as FirstLook;

/** A way to a hub that answers with what it was asked. */
function way(): { transport: Transport; asked: string[] } {
  const asked: string[] = [];
  return { asked, transport: { send: (name) => (asked.push(name), Promise.resolve(`${name} of the hub`)), follow: () => () => undefined } };
}

it("shows the first screen what came with the page, and asks the hub from then on", async () => {
  const { transport, asked } = way();
  const short = new Told(LOOK).shorten(transport, 3);
  await expect(short.send("today", {}, {})).resolves.toBe(LOOK.today);
  await expect(short.send("today", {}, {})).resolves.toBe("today of the hub");
  expect(asked).toEqual(["today"]);
});

it("never shows another hub, nor a later screen, how the first one was", async () => {
  const other = way();
  await new Told(LOOK).shorten(other.transport, 4).send("today", {}, {});
  expect(other.asked).toEqual(["today"]);
  vi.useFakeTimers();
  const later = way();
  const short = new Told(LOOK).shorten(later.transport, 3);
  await short.send("bench", {}, {});
  vi.runAllTimers();
  await short.send("today", {}, {});
  expect(later.asked).toEqual(["bench", "today"]);
  vi.useRealTimers();
});

it("reads what came with the page, and does without", () => {
  const page = document.implementation.createHTMLDocument();
  expect(firstLook(page)).toBeNull();
  page.head.innerHTML = `<script type="application/json" id="first-look">{"window":{"file":"\\u003c/script>"},"today":null}</script>`;
  expect(firstLook(page)?.window.file).toBe("</script>");
});
