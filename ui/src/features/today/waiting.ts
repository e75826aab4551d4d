/** What waits of what comes back, a line each, and the screen where its next step is done. */

import type { TodayView } from "../../lib/api/types";
import { link } from "../../lib/route.svelte";

/** Something that waits. */
export interface Line {
  number: number;
  of: string;
  href: string;
}

type Counts = Pick<TodayView, "overdue" | "lost" | "payments" | "asked_returns" | "units_set_aside" | "cases">;

/** Nothing is said of what there is none of. */
export function waiting(day: Counts): Line[] {
  const line = (number: number, one: string, more: string, of: string): Line => ({ number, of: number === 1 ? one : more, href: link("takeback", of) });
  return [
    line(day.overdue, "sleeve is overdue: its buyer may be reminded", "sleeves are overdue: their buyers may be reminded", "remind"),
    line(day.lost, "sleeve is lost", "sleeves are lost", "lost"),
    line(day.payments, "payment is to be confirmed by its creator", "payments are to be confirmed by their creators", "to-pay"),
    line(day.asked_returns, "return of goods waits for its creator’s answer", "returns of goods wait for their creators’ answers", "goods"),
    line(day.units_set_aside, "returned unit is set aside: where does it go?", "returned units are set aside: where do they go?", "aside"),
    line(day.cases, "sleeve in quarantine waits for a decision", "sleeves in quarantine wait for a decision", "quarantine"),
  ].filter(({ number }) => number > 0);
}
