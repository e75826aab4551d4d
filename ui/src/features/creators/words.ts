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
