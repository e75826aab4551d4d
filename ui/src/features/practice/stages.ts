/** The parts of the exercise, in the words that stand beside the bench. */

import type { PracticeStage } from "../../lib/api/types";

export const STAGES = ["receive", "put_away", "pick", "pack", "hand_over", "take_back"] as const satisfies readonly PracticeStage[];
type Stage = (typeof STAGES)[number];

export const NAMES: Record<Stage, string> = {
  receive: "Receive",
  put_away: "Put away",
  pick: "Pick",
  pack: "Pack",
  hand_over: "Hand over",
  take_back: "Take back",
};

/** What is going on, for somebody who has never done it. */
export const ABOUT: Record<Stage, string> = {
  receive: "Three postcards have come from the press. Scan each one as you lay it on the bench; the bench counts.",
  put_away: "Scan the bin that they go into, then each postcard as you put it there. Stock in a bin can be promised to orders.",
  pick: "An order wants two. NEXT makes a wave, the orders that are picked in one walk. Scan the bin, each postcard, and the tote that you put them in.",
  pack: "Back at the bench: scan the tote, then each postcard again. A wrong one would be refused. Then the sleeve, the weight, and OK.",
  hand_over: "The label is ready. Scan the carrier’s code, then the label of each parcel that goes into the van, then DONE.",
  take_back: "Weeks later, the sleeve comes back. Scan it, look at it, and say OK: the deposit is owed to the buyer.",
};

/** Which of the parts is going on; all are behind when the exercise is done. */
export function indexOf(stage: PracticeStage): number {
  if (stage === "done") return STAGES.length;
  return STAGES.findIndex((known) => known === stage);
}
