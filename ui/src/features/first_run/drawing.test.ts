import { expect, test } from "vitest";
import type { MarkView, ShelvesView } from "../../lib/api/types";
import { front, MORE, plan, some } from "./drawing";

const marks = (names: string[], pitch_mm: number): MarkView[] => names.map((name, at) => ({ name, at_mm: at * pitch_mm }));
const shelves = (aisles: string[], bays: number, levels: number, aisle_mm = 2_400): ShelvesView => ({
  aisles: marks(aisles, aisle_mm),
  bays: marks(Array.from({ length: bays }, (_, at) => String(at + 1).padStart(2, "0")), 1_000),
  levels: marks(Array.from({ length: levels }, (_, at) => String(at + 1)), 400),
  bins: aisles.length * bays * levels,
  added: 0,
  first: "A-01-1",
  last: "",
});

test("from above there is a box for each bay of each aisle, in a column under its letter", () => {
  const drawn = plan(shelves(["A", "B", "C"], 4, 2));
  expect(drawn.boxes.map((box) => box.name).slice(0, 5)).toEqual(["A-01", "A-02", "A-03", "A-04", "B-01"]);
  expect(new Set(drawn.boxes.map((box) => box.x)).size).toBe(3);
  expect(drawn.notes.map((note) => note.text)).toEqual(["A", "B", "C", "01", "02", "03", "04"]);
  for (const box of drawn.boxes) expect(box.x + box.width <= drawn.width && box.y + box.height <= drawn.height).toBe(true);
});

test("aisles that lie further apart are drawn further apart", () => {
  const apart = (aisle_mm: number): number => {
    const [first, second] = [...new Set(plan(shelves(["A", "B"], 1, 1, aisle_mm)).boxes.map((box) => box.x))];
    return (second ?? 0) - (first ?? 0);
  };
  expect(apart(3_600)).toBeGreaterThan(apart(2_400));
  expect(apart(1)).toBeGreaterThan(30);
});

test("from the front the names are the printed ones, level one at the bottom", () => {
  const drawn = front(shelves(["A", "B"], 2, 3));
  expect(drawn.boxes.map((box) => box.name)).toEqual(["A-01-1", "A-02-1", "A-01-2", "A-02-2", "A-01-3", "A-02-3"]);
  const at = (name: string): number => drawn.boxes.find((box) => box.name === name)?.y ?? Number.NaN;
  expect(at("A-01-1")).toBeGreaterThan(at("A-01-3"));
});

test("a large hall shows its first and its last, and that there are more", () => {
  expect(some(marks(["A", "B", "C", "D", "E"], 1), 4).map((mark) => mark?.name ?? MORE)).toEqual(["A", "B", MORE, "E"]);
  const drawn = plan(shelves(Array.from({ length: 40 }, (_, at) => `A${at}`), 90, 9));
  expect(drawn.boxes.length).toBeLessThan(200);
  expect(drawn.notes.filter((note) => note.text === MORE)).toHaveLength(2);
});
