/** How a paper's state looks. */

import type { Level } from "../../components/level";
import type { PrintState } from "../../lib/api/types";

const LEVELS: Record<PrintState, Level | null> = {
  queued: "warn",
  sending: "warn",
  sent: "warn",
  stopped: "warn",
  done: "ok",
  failed: "stop",
  unsure: "stop",
  withdrawn: null,
  voided: null,
};

/** The shape beside it; none for what is over. */
export function levelOf(state: PrintState): Level | null {
  return LEVELS[state];
}

/** Whether it may be printed once more: not what is on its way, what is void, and what may lie there. */
export function isPrintable(state: PrintState): boolean {
  return state === "done" || state === "failed" || state === "withdrawn";
}
