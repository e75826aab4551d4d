/** How a paper's state looks. */

import type { Level } from "../../components/level";
import type { PrintState } from "../../lib/api/types";

/** The shape beside it; none for what is over. */
export function levelOf(state: PrintState): Level | null {
  if (state === "done") return "ok";
  if (state === "queued") return "warn";
  return state === "failed" ? "stop" : null;
}
