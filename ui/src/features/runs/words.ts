/** A run in words. */

import type { ArrivalView, RunStage } from "../../lib/api/types";

export const STAGES: Record<RunStage, string> = {
  on_the_way: "on the way",
  counting: "being counted",
  counted: "counted",
};

/** `3 missing`, `2 too many`; nothing where it came as announced. */
export function difference(run: Pick<ArrivalView, "difference">): string {
  if (run.difference === null) return "";
  const units = Math.abs(run.difference).toLocaleString();
  return run.difference < 0 ? `${units} missing` : `${units} too many`;
}

/** Where a run stands, in a few words. */
export function standing(run: Pick<ArrivalView, "stage" | "on_bench" | "bench" | "difference">): string {
  const differs = difference(run);
  if (differs !== "") return differs;
  if (run.on_bench > 0) return `${run.on_bench.toLocaleString()} to put away`;
  return run.stage === "counting" && run.bench !== null ? `counted at ${run.bench}` : STAGES[run.stage];
}
