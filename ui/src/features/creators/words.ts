/** A creator's rules in words. */

import type { PartOrders, SleeveRule } from "../../lib/api/types";

export const SLEEVES: Record<SleeveRule, string> = {
  never: "no orders",
  carrier: "orders that a carrier takes",
  always: "every order",
};

export const PARTS: Record<PartOrders, string> = {
  whole: "whole, when everything is there",
  part: "in parts, what is there first",
};

/** Choices for a form, from a table of words. */
export function choices<T extends string>(words: Record<T, string>): { value: T; name: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, name]) => ({ value, name }));
}
