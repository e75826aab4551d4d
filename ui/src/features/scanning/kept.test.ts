import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HubError, type Transport } from "../../lib/api/client";
import { http } from "../../lib/api/http";
import { tauri } from "../../lib/api/tauri";
import { Scans } from "./scans.svelte";

interface Sent {
  code: string;
  typed: boolean;
  deed: string | undefined;
}

/** The way to a hub: whose it is, whether it answers, and what was sent. */
function way(hub: string | undefined, answers: boolean): { transport: Transport; sent: Sent[] } {
  const sent: Sent[] = [];
  const transport: Transport = {
    ...(hub === undefined ? {} : { hub }),
    send: async (_name, request, { deed }) => {
      const { code, typed } = request as { code: string; typed: boolean };
      sent.push({ code, typed, deed });
      if (!answers) throw new HubError("unreachable", "nobody there");
      return { heard: code, did: "x", cue: "ok", say: code, said: { id: "asked" }, next: null, notes: [] };
    },
    follow: () => () => undefined,
  };
  return { transport, sent };
}

/** A page that shows this hub's bench; answers what it has shown. */
function page(transport: Transport, bench = "main"): { scans: Scans; shown: string[] } {
  const shown: string[] = [];
  return { scans: new Scans(transport, bench, ({ code }) => shown.push(code), ({ code }) => shown.push(code), () => undefined), shown };
}

beforeEach(() => {
  sessionStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const A_WHILE_MS = 100;

it("scans that wait for a hub outlive the page, in order, and each is the same deed", async () => {
  const away = way("dock 7", false);
  const { scans } = page(away.transport);
  scans.hear("T-07");
  scans.hear("450", true);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  const back = way("dock 7", true);
  const { shown } = page(back.transport);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect([shown, back.sent.map(({ code, typed }) => [code, typed])]).toEqual([["T-07", "450"], [["T-07", false], ["450", true]]]);
  expect(back.sent[0]?.deed, "done once, however often it is sent").toBe(away.sent[0]?.deed);
  const later = way("dock 7", true);
  page(later.transport);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(later.sent, "what was answered waits no more").toEqual([]);
});

it("what waits for one hub or bench never reaches another", async () => {
  const { scans } = page(way("dock 7", false).transport);
  scans.hear("T-07");
  const others = [page(way("dock 8", true).transport), page(way(undefined, true).transport), page(way("dock 7", true).transport, "two")];
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(others.map(({ shown }) => shown)).toEqual([[], [], []]);
  expect(http("", "one").hub).not.toBe(http("", "other").hub);
  expect(tauri(1, 0).hub).not.toBe(tauri(2, 0).hub);
});

it("what waits for a hub that was left is forgotten", async () => {
  const { scans } = page(way("dock 7", false).transport);
  scans.hear("T-07");
  scans.stop();
  const { sent, transport } = way("dock 7", true);
  page(transport);
  await vi.advanceTimersByTimeAsync(A_WHILE_MS);
  expect(sent).toEqual([]);
});

it("what an earlier version kept is no reason to stop", async () => {
  for (const old of ["{", "{}", '[{"code":"T-07"}]']) {
    sessionStorage.setItem("loopdock.waiting/dock 7/main", old);
    const { scans, shown } = page(way("dock 7", true).transport);
    scans.hear("T-08");
    await vi.advanceTimersByTimeAsync(A_WHILE_MS);
    expect(shown).toEqual(["T-08"]);
  }
});
