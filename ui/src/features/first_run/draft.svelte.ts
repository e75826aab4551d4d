/** What was typed into the first run and not sent yet, kept on this computer: nothing is lost when the window is closed. */

import { link } from "../../lib/route.svelte";

const KEY = "loopdock.first-run";

/** The steps, in their sequence. The first one makes the hub; the others furnish it. */
export const STEPS = ["hub", "shelves", "totes", "creator", "codes", "practise"] as const;
export type Step = (typeof STEPS)[number];

export const NAMES: Record<Step, string> = {
  hub: "Your hub",
  shelves: "Shelves",
  totes: "Totes and sleeves",
  creator: "First creator",
  codes: "Code sheets",
  practise: "Practise",
};

export interface Kept {
  /** What is typed for a hub that is not made yet; none before anybody began. */
  setup: { name: string; address: string; currency: string; timezone: string; country: string } | null;
  /** Which hub is being set up, and how far that is. */
  at: { file: string; step: Step } | null;
  shelves: { first: string; last: string; aisle: string; bay: string; level: string };
  totes: string;
  sleeves: string;
}

const FRESH: Kept = {
  setup: null,
  at: null,
  shelves: { first: "A-01-1", last: "D-08-4", aisle: "", bay: "", level: "" },
  totes: "12",
  sleeves: "50",
};

/** What was kept. */
export function kept(): Kept {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof found === "object" && found !== null ? { ...FRESH, ...found } : FRESH;
  } catch {
    return FRESH;
  }
}

/** Keeps `change` beside the rest. */
export function keep(change: Partial<Kept>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...kept(), ...change }));
}

/** The hub is made: what furnishes it begins afresh, whatever an earlier hub was furnished with. */
export function made(): void {
  keep({ ...FRESH, at: kept().at });
}

/** How far the hub of `file` is set up. One whose first run is over is only visited by a link, and not gone back to. */
export function reach(file: string, step: Step): void {
  if (kept().at?.file === file) keep({ at: { file, step } });
}

/** The first run is over, or somebody has enough of it: the day is shown, now and at the next start. */
export function leave(): void {
  if (kept().at !== null) keep({ at: null });
  location.hash = link("today");
}

/** The step called `name`; the first that furnishes a hub where there is none. */
export function stepOf(name: string | null): Step {
  return STEPS.find((step) => step === name) ?? "shelves";
}

/** The step after `step`; none after the last. */
export function after(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) + 1] ?? null;
}
