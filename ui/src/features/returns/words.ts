/** Goods that came back, in words. */

import type { GoesTo, GoodsState, Grade, ReturnReason, ReturnView } from "../../lib/api/types";
import { choices, many } from "../../lib/words";

export const GRADES: Record<Grade, string> = {
  as_new: "as new",
  opened: "opened",
  damaged: "damaged",
  wrong_item: "something else",
  missing: "missing",
};

export const PLACES: Record<GoesTo, string> = {
  restock: "to the shelf",
  hold: "set aside",
  rework: "to the microfactory",
  scrap: "thrown away",
  nowhere: "not here",
};

export const REASONS: Record<ReturnReason, string> = {
  not_said: "not said",
  changed_mind: "not wanted any more",
  does_not_fit: "does not fit",
  not_as_described: "not as described",
  faulty: "faulty",
  broken_on_the_way: "broken on the way",
  wrong_item_sent: "something else was sent",
  too_late: "came too late",
  undeliverable: "could not be delivered",
  other: "another reason",
};

export const RETURNS: Record<GoodsState, string> = {
  open: "being unpacked",
  asked: "the creator is asked",
  done: "done",
};

/** Where a unit can go by how it looks and where it is; one that is not here goes nowhere, and one that is gone does not come back. */
export function placesOf({ grade, goes_to }: { grade: Grade; goes_to: GoesTo }): { value: GoesTo; name: string }[] {
  const isHere = grade !== "wrong_item" && grade !== "missing";
  const gone: GoesTo[] = goes_to === "scrap" ? ["scrap"] : ["rework", "scrap"];
  if (goes_to === "scrap" || goes_to === "rework") return choices(PLACES).filter(({ value }) => gone.includes(value));
  return choices(PLACES).filter(({ value }) => (value === "nowhere" ? !isHere : isHere && !(value === "restock" && grade === "damaged")));
}

/** Where a unit that is set aside can go instead, as short as a row allows: `to the shelf, thrown away`. */
export function decisions(grade: Grade): string {
  return placesOf({ grade, goes_to: "hold" })
    .filter(({ value }) => value !== "hold")
    .map(({ name }) => name)
    .join(", ");
}

/** What came back, as short as a row allows: `2 × Moss Mug, Card`. */
export function content({ units }: Pick<ReturnView, "units">): string {
  const counted = new Map<string, number>();
  for (const { title } of units) counted.set(title, (counted.get(title) ?? 0) + 1);
  return [...counted].map(([title, count]) => (count === 1 ? title : `${count} × ${title}`)).join(", ");
}

/** How long after its parcel had left it came, and whether that is later than the creator allows. */
export function age({ days, window_days }: Pick<ReturnView, "days" | "window_days">): string {
  if (days === null) return "";
  const after = many(days, "day");
  return window_days === null ? after : `${after} of ${window_days}`;
}
