/** A statement of deposits in words. */

import type { AgeView, StatementEvent } from "../../lib/api/types";

export const EVENTS: Record<StatementEvent, string> = {
  opened: "deposits of sleeves that left",
  returned: "went back to buyers",
  kept: "kept for damages",
  forfeited: "forfeited",
  restored: "given back for lost sleeves that turned up",
  rewarded: "rewards",
  charged: "asked of buyers",
};

/** `31–60 days`, `over 90 days`. */
export function ageName({ from_days, until_days }: Pick<AgeView, "from_days" | "until_days">): string {
  return until_days === null ? `over ${from_days - 1} days` : `${from_days}–${until_days} days`;
}
