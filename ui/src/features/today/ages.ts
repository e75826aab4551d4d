/** Orders by age, in steps that a 48-hour clock is read from. */

import type { HourView } from "../../lib/api/types";

/** A step of the clock. */
export interface Step {
  name: string;
  orders: number;
  /** Past the promise of two days. */
  late: boolean;
}

const HOUR_MS = 3_600_000;
const STEPS: { name: string; below_h: number }[] = [
  { name: "0–6 h", below_h: 6 },
  { name: "6–12 h", below_h: 12 },
  { name: "12–24 h", below_h: 24 },
  { name: "24–36 h", below_h: 36 },
  { name: "36–48 h", below_h: 48 },
  { name: "2–7 days", below_h: 168 },
  { name: "older", below_h: Number.POSITIVE_INFINITY },
];

export function ages(hours: HourView[], now_ms: number): Step[] {
  const steps = STEPS.map(({ name, below_h }) => ({ name, orders: 0, late: below_h > 48 }));
  for (const { from_ms, orders } of hours) {
    const age_h = (now_ms - from_ms) / HOUR_MS;
    const at = STEPS.findIndex(({ below_h }) => age_h < below_h);
    const step = steps[at];
    if (step !== undefined) step.orders += orders;
  }
  return steps;
}
