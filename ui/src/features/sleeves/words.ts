/** A sleeve in words. */

import type { CaseKind, CaseVerdict, CaseView, PaymentKind, SleeveState, SleeveTrip } from "../../lib/api/types";
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
  cleaning: "to be washed",
  repairing: "to be mended",
  retired: "retired",
};

export const PAYMENTS: Record<PaymentKind, string> = {
  refund: "deposit back",
  credit: "deposit as code",
  reward: "reward",
  charge: "charge",
};

export const CASES: Record<CaseKind, string> = {
  copy: "two with one serial",
  never_entered: "a tag that nobody entered",
};

export const VERDICTS: Record<CaseVerdict, string> = {
  good: "ours, and good",
  damaged: "ours, and damaged",
  not_ours: "not ours",
};

/** What can be decided about a case, and what comes of it. */
export function verdictsOf({ kind, owed }: Pick<CaseView, "kind" | "owed">): { value: CaseVerdict; name: string }[] {
  if (kind === "never_entered") {
    return [
      { value: "good", name: "Ours, and good: it is entered and goes on the shelf" },
      { value: "not_ours", name: "Thrown away" },
    ];
  }
  if (owed === null) {
    return [
      { value: "good", name: "One is ours, and good: it goes back on the shelf" },
      { value: "damaged", name: "One is ours, and damaged: it stays set aside" },
      { value: "not_ours", name: "Nobody can tell: the serial is retired" },
    ];
  }
  return [
    { value: "good", name: "One is ours, and good: its buyer gets what is owed" },
    { value: "damaged", name: "One is ours, and damaged" },
    { value: "not_ours", name: "None is ours: the sleeve is still with its buyer" },
  ];
}

/** Where a sleeve that is in the house can be put from where it is. */
export function putsOf(state: SleeveState): { to: SleeveState; name: string }[] {
  const puts: { to: SleeveState; name: string }[] = [
    { to: "available", name: "Shelf" },
    { to: "cleaning", name: "Wash" },
    { to: "repairing", name: "Mend" },
  ];
  return ["available", "inspecting", "cleaning", "repairing"].includes(state) ? puts.filter(({ to }) => to !== state) : [];
}

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
