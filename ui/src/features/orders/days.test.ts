import { expect, it } from "vitest";
import type { HistoryView } from "../../lib/api/types";
import { days } from "./days";

const row = (at: string): HistoryView => ({ seq: 1, at_ms: new Date(at).getTime(), bench: null, did: "scan", say: at, taken_back: false });

it("tells a history by days, in its sequence", () => {
  const told = days([row("2026-03-01T08:00"), row("2026-03-01T23:59"), row("2026-03-02T00:01")]);
  expect(told.map((day) => day.rows.length)).toEqual([2, 1]);
  expect(days([])).toEqual([]);
});
