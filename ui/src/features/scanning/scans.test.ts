import { afterEach, expect, it, vi } from "vitest";
import { HubError, type Sending, type Transport } from "../../lib/api/client";
import { Scans } from "./scans.svelte";

afterEach(() => vi.unstubAllGlobals());

/** A hub that notes what it did, and answers as `fate` says. */
function hub(fate: (code: string, attempt: number) => "answer" | "lost" | "done but lost" | "refused"): { transport: Transport; done: string[] } {
  const done: string[] = [];
  const deeds = new Set<string>();
  const attempts = new Map<string, number>();
  const transport: Transport = {
    async send(_name, request, { deed }: Sending) {
      const { code } = request as { code: string };
      const attempt = (attempts.get(code) ?? 0) + 1;
      attempts.set(code, attempt);
      await Promise.resolve();
      const comes = fate(code, attempt);
      if (comes === "lost") throw new HubError("unreachable", "nobody there");
      if (comes === "refused") throw new HubError("bad_call", "no");
      if (deed !== undefined && !deeds.has(deed)) {
        deeds.add(deed);
        done.push(code);
      }
      if (comes === "done but lost") throw new HubError("unreachable", "the answer was lost");
      return { heard: code, did: "x", cue: "ok", say: code, said: { id: "asked" }, next: null, notes: [] };
    },
    follow: () => () => undefined,
  };
  return { transport, done };
}

async function day(codes: string[], fate: Parameters<typeof hub>[0], show: (code: string) => void = () => undefined): Promise<{ done: string[]; answered: string[]; failed: string[] }> {
  vi.useFakeTimers();
  const { transport, done } = hub(fate);
  const answered: string[] = [];
  const failed: string[] = [];
  const scans = new Scans(
    transport,
    "main",
    ({ code }) => {
      answered.push(code);
      show(code);
    },
    ({ code }) => failed.push(code),
    () => undefined,
  );
  for (const code of codes) scans.hear(code);
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(scans.waiting).toEqual([]);
  return { done, answered, failed };
}

const codes = Array.from({ length: 50 }, (_, at) => `C-${at}`);

it("sends scans in the order in which they were heard", async () => {
  expect(await day(codes, () => "answer")).toEqual({ done: codes, answered: codes, failed: [] });
});

it("waits for a hub that is away, and loses and doubles nothing", async () => {
  const fate = (code: string, attempt: number): "lost" | "done but lost" | "answer" => {
    if (code.endsWith("7")) return attempt < 3 ? "lost" : "answer";
    return code.endsWith("3") && attempt < 2 ? "done but lost" : "answer";
  };
  expect(await day(codes, fate)).toEqual({ done: codes, answered: codes, failed: [] });
});

it("goes on after a scan that the hub did not take", async () => {
  const { done, failed } = await day(codes, (code) => (code === "C-4" ? "refused" : "answer"));
  expect(failed).toEqual(["C-4"]);
  expect(done).toEqual(codes.filter((code) => code !== "C-4"));
});

it("does a scan once whose answer can't be shown, and goes on", async () => {
  const reported: unknown[] = [];
  vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
  const broken = new Error("no sound");
  const shown = day(codes, () => "answer", (code) => {
    if (code.endsWith("4")) throw broken;
  });
  expect(await shown).toEqual({ done: codes, answered: codes, failed: [] });
  expect(reported).toEqual([broken, broken, broken, broken, broken]);
});

it("says it of a scan that could not even be sent, and goes on", async () => {
  const { done, failed } = await day(codes, (code) => {
    if (code === "C-4") throw new TypeError("no way");
    return "answer";
  });
  expect([done.length, failed]).toEqual([codes.length - 1, ["C-4"]]);
});

it("shows nothing any more of a hub that was left", async () => {
  const { transport, done } = hub(() => "answer");
  const shown: string[] = [];
  const scans = new Scans(transport, "main", ({ code }) => shown.push(code), ({ code }) => shown.push(code), () => undefined);
  scans.hear("C-1");
  scans.hear("C-2");
  scans.stop();
  await new Promise((later) => setTimeout(later));
  expect([done, shown]).toEqual([["C-1"], []]);
});

it("tells of each scan that is kept for a hub that does not answer", async () => {
  vi.useFakeTimers();
  let isAway = true;
  const { transport, done } = hub(() => (isAway ? "lost" : "answer"));
  const held: string[] = [];
  const scans = new Scans(transport, "main", () => undefined, () => undefined, () => held.push(`${scans.waiting.length} wait`));
  scans.hear("C-1");
  await vi.advanceTimersByTimeAsync(1_100);
  scans.hear("C-2");
  expect(held, "not once more at each attempt").toEqual(["1 wait", "2 wait"]);
  isAway = false;
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect([done, held.length]).toEqual([["C-1", "C-2"], 2]);
});
