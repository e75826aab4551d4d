/** What a person types where a bench waits for a number: digits alone will do, as they would on a scale or a slip. */

import type { ExpectedScan } from "../../lib/api/types";

/** The number that a bench waits for, if it does. */
export type Wanted = "grams" | "units" | null;

export function wantedNumber(expects: readonly ExpectedScan[]): Wanted {
  for (const { what } of expects) {
    if (typeof what === "object" && "weight" in what) return "grams";
    if (typeof what === "object" && "quantity" in what) return "units";
  }
  return null;
}

/** The longest number that is an amount: a barcode has more digits. */
const LONGEST = 6;

/** The code that a bench hears for `typed`: an amount is `=12`, a weight `=450G`, and everything else is as it was typed. */
export function codeOf(typed: string, wanted: Wanted): string {
  const code = typed.trim();
  const digits = /^=?(\d+) ?g?$/i.exec(code)?.[1];
  if (digits === undefined || digits.length > LONGEST || wanted === null) return code;
  return wanted === "grams" ? `=${digits}G` : `=${digits}`;
}
