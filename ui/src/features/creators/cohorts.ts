/** Cohorts of a creator's buyers in words. */

import type { CohortDrawn, CohortPreview } from "../../lib/api/types";
import { money } from "../../lib/money";
import { many } from "../../lib/words";

/** Who is to be in one. */
export function rule(top: number): string {
  return top === 1 ? "The buyer who spent most" : `The ${top.toLocaleString()} buyers who spent most`;
}

/** Who is in one, or would be, of at most `top`. */
export function inIt({ buyers, least, spent }: CohortPreview, top: number): string {
  if (buyers === 1) return `1 buyer, who spent ${money(spent)}.`;
  const all = buyers < top ? `${many(buyers, "buyer")}, all who spent anything` : many(buyers, "buyer");
  return `${all}: ${money(least)} or more each, ${money(spent)} together.`;
}

/** What drawing one anew came to. */
export function drawnAnew({ came_in, went_out }: CohortDrawn): string {
  if (came_in === 0 && went_out === 0) return "The same buyers are in it as before.";
  return `${many(came_in, "buyer")} came in, ${went_out.toLocaleString()} went out.`;
}

/** How many were typed; none where that is no whole number above zero. */
export function countOf(typed: string): number | null {
  return /^\s*[1-9]\d{0,8}\s*$/.test(typed) ? Number(typed) : null;
}
