/** How large a page is shown. */

import { POINTS, type PageSize } from "./pdf";

/** Dots of the screen to an inch of paper, from a glance to the modules of a code. */
const STEPS = [48, 72, 96, 128, 160, 200, 260, 340] as const;

/** Smaller than this nothing of a page is recognised. */
const SMALLEST = 24;

/** As large as fits into the room. */
export function fitting({ width_pt, height_pt }: PageSize, room: { width: number; height: number }): number {
  const dots = POINTS * Math.min(room.width / width_pt, room.height / height_pt);
  return Math.max(SMALLEST, Math.min(STEPS.at(-1) ?? dots, Math.floor(dots)));
}

/** The next larger size. */
export function larger(dots: number): number {
  return STEPS.find((step) => step > dots) ?? dots;
}

/** The next smaller size. */
export function smaller(dots: number): number {
  return STEPS.filter((step) => step < dots).at(-1) ?? dots;
}
