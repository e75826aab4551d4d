/** From shelves to what is drawn of them: the room from above, and one aisle from the front. Pure. */

import type { MarkView, ShelvesView } from "../../lib/api/types";

/** A rectangle with a name, in the drawing's own units. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  name: string;
}

/** Something written. */
export interface Note {
  x: number;
  y: number;
  text: string;
}

export interface Drawing {
  width: number;
  height: number;
  boxes: Box[];
  notes: Note[];
}

/** What stands for those that are not drawn. */
export const MORE = "…";

/** At most `most` of `marks`: the first ones and the last, with one for what lies between. */
export function some(marks: readonly MarkView[], most: number): (MarkView | null)[] {
  const last = marks.at(-1);
  if (marks.length <= most || last === undefined) return [...marks];
  return [...marks.slice(0, most - 2), null, last];
}

const MOST_AISLES = 12;
const MOST_BAYS = 16;
const FRONT_BAYS = 5;
const FRONT_LEVELS = 6;

/** The room from above: a column for each aisle, as far from the next as it is in the room, a box for each bay. */
export function plan(shelves: ShelvesView): Drawing {
  const aisles = some(shelves.aisles, MOST_AISLES);
  const bays = some(shelves.bays, MOST_BAYS);
  const [rack, gap, bay, margin, head] = [30, gapOf(shelves.aisles), 16, 34, 24];
  const boxes: Box[] = [];
  const notes: Note[] = [];
  aisles.forEach((aisle, column) => {
    const x = margin + column * (rack + gap);
    notes.push({ x: x + rack / 2, y: head - 9, text: aisle?.name ?? MORE });
    if (aisle === null) return;
    bays.forEach((mark, row) => {
      if (mark !== null) boxes.push({ x, y: head + row * bay, width: rack, height: bay, name: `${aisle.name}-${mark.name}` });
    });
  });
  bays.forEach((mark, row) => notes.push({ x: margin / 2, y: head + (row + 0.5) * bay, text: mark?.name ?? MORE }));
  return { width: margin + aisles.length * (rack + gap), height: head + bays.length * bay + 4, boxes, notes };
}

/** Aisles lie apart in proportion to their distance, between touching and twice a rack. */
function gapOf(aisles: readonly MarkView[]): number {
  const [first, second] = aisles;
  const apart_mm = first === undefined || second === undefined ? 2_400 : second.at_mm - first.at_mm;
  return Math.min(60, Math.max(8, (apart_mm / 2_400) * 26));
}

/** The first aisle from the front, level one at the bottom, each bin with its name as it is printed. */
export function front(shelves: ShelvesView): Drawing {
  const aisle = shelves.aisles[0];
  const bays = some(shelves.bays, FRONT_BAYS);
  const levels = some(shelves.levels, FRONT_LEVELS);
  const [wide, high] = [84, 34];
  const boxes: Box[] = [];
  const notes: Note[] = [];
  levels.forEach((level, up) => {
    const y = (levels.length - 1 - up) * high + 2;
    bays.forEach((bay, along) => {
      const x = along * wide + 2;
      if (aisle !== undefined && bay !== null && level !== null) {
        boxes.push({ x, y, width: wide, height: high, name: `${aisle.name}-${bay.name}-${level.name}` });
      } else {
        notes.push({ x: x + wide / 2, y: y + high / 2, text: MORE });
      }
    });
  });
  return { width: bays.length * wide + 4, height: levels.length * high + 4, boxes, notes };
}
