/** Orders by age, in the steps of the hub's clock. */

import type { ClockStep, HourView } from "../../lib/api/types";

/** A step of the clock, and how many orders are of that age. */
export interface Step {
  name: string;
  orders: number;
  late: boolean;
}

const HOUR_MS = 3_600_000;
/** From here on ages are told in days. */
const TWO_DAYS_H = 48;

/** A span of time, as people say it. */
export function span({ from_h, below_h }: ClockStep): string {
  if (below_h === null) return "older";
  return from_h < TWO_DAYS_H ? `${from_h}–${below_h} h` : `${from_h / 24}–${below_h / 24} days`;
}

export function ages(clock: readonly ClockStep[], hours: readonly HourView[], now_ms: number): Step[] {
  const steps = clock.map((step) => ({ name: span(step), orders: 0, late: step.late }));
  for (const { from_ms, orders } of hours) {
    const age_h = (now_ms - from_ms) / HOUR_MS;
    const step = steps[clock.findIndex(({ below_h }) => below_h === null || age_h < below_h)];
    if (step !== undefined) step.orders += orders;
  }
  return steps;
}

/** How many hours after its promise an order is late; none where the clock has no such step. */
export function lateAfter_h(clock: readonly ClockStep[]): number | null {
  return clock.find(({ late }) => late)?.from_h ?? null;
}
