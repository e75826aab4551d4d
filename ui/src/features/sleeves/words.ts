/** A sleeve in words. */

import type { PaymentKind, SleeveState, SleeveTrip } from "../../lib/api/types";
import { ago } from "../../lib/words";

export const SLEEVES: Record<SleeveState, string> = {
  registered: "registered",
  available: "on the shelf",
  bound: "in a parcel here",
  out: "with a buyer",
  overdue: "overdue",
  lost: "given up for lost",
  returned: "came back, to be looked at",
  inspecting: "set aside",
  retired: "retired",
};

export const PAYMENTS: Record<PaymentKind, string> = {
  refund: "deposit back",
  credit: "deposit as code",
  reward: "reward",
  charge: "charge",
};

/** What is known of a sleeve: its size, and its owner where that is not the hub. */
export function kind({ size, owner }: Pick<SleeveTrip, "size" | "owner">): string {
  return [size, owner ?? ""].filter((words) => words !== "").join(", ");
}

/** Where a sleeve is, and for how long where somebody waits. */
export function whereabouts(sleeve: Pick<SleeveTrip, "state" | "trip">, now_ms: number): string {
  const { state, trip } = sleeve;
  if (trip === null) return SLEEVES[state];
  if (state === "out") return `with a buyer for ${ago(trip.left_ms, now_ms)}`;
  if (state === "overdue") return `overdue, with a buyer for ${ago(trip.left_ms, now_ms)}`;
  if (state === "lost") return `lost, with a buyer for ${ago(trip.left_ms, now_ms)}`;
  if (state === "returned" && trip.back_ms !== null) {
    const bench = trip.bench === null ? "" : ` at ${trip.bench}`;
    return `back${bench} for ${ago(trip.back_ms, now_ms)}`;
  }
  return SLEEVES[state];
}
