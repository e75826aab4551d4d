import { expect, it } from "vitest";
import { ages, lateAfter_h } from "./ages";

const CLOCK = [
  { from_h: 0, below_h: 24, late: false },
  { from_h: 24, below_h: 48, late: false },
  { from_h: 48, below_h: 168, late: true },
  { from_h: 168, below_h: null, late: true },
];
const HOUR_MS = 3_600_000;

it("counts orders by age in the steps of the hub's clock, and calls late what the hub calls late", () => {
  const now_ms = 1_000 * HOUR_MS;
  const hours = [0, 790, 832, 952, 953, 999, 1_001].map((hour) => ({ from_ms: hour * HOUR_MS, orders: 2 }));
  expect(ages(CLOCK, hours, now_ms)).toEqual([
    { name: "0–24 h", orders: 4, late: false },
    { name: "24–48 h", orders: 2, late: false },
    { name: "2–7 days", orders: 2, late: true },
    { name: "older", orders: 6, late: true },
  ]);
  expect([lateAfter_h(CLOCK), lateAfter_h([])]).toEqual([48, null]);
});
