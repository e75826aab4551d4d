/** The number that a bench waits for, if it does: the field for typing says so. What digits then mean is the hub's to say. */

import type { ExpectedScan } from "../../lib/api/types";

export type Wanted = "grams" | "units" | null;

export function wantedNumber(expects: readonly ExpectedScan[]): Wanted {
  for (const { what } of expects) {
    if (typeof what === "object" && "weight" in what) return "grams";
    if (typeof what === "object" && "quantity" in what) return "units";
  }
  return null;
}
