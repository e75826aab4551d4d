/** How a paper's state looks. */

import type { Level } from "../../components/level";
import type { PrintState } from "../../lib/api/types";

const LEVELS: Record<PrintState, Level | null> = {
  queued: "warn",
  sending: "warn",
  sent: "warn",
  done: "ok",
  failed: "stop",
  unsure: "stop",
  voided: null,
};

/** The shape beside it; none for what is over. */
export function levelOf(state: PrintState): Level | null {
  return LEVELS[state];
}

/** Whether it is on its way already: another of it would be one too many. */
export function isUnderWay(state: PrintState): boolean {
  return state === "queued" || state === "sending";
}
