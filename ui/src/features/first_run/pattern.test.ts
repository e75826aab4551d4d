import { expect, test } from "vitest";
import { counts, lastBin } from "./pattern";

test("counts say which bin is the last", () => {
  expect(lastBin("A-01-1", { aisles: 6, bays: 12, levels: 4 })).toBe("F-12-4");
  expect(lastBin("Y-1-0", { aisles: 4, bays: 10, levels: 1 })).toBe("AB-10-0");
  expect(lastBin("A-001-1", { aisles: 1, bays: 30, levels: 2 })).toBe("A-030-2");
});

test("what is no bin or no count has no last bin", () => {
  expect(lastBin("A1", { aisles: 1, bays: 1, levels: 1 })).toBeNull();
  expect(lastBin("A-01-1", { aisles: 0, bays: 1, levels: 1 })).toBeNull();
  expect(lastBin("A-01-1", { aisles: 1, bays: Number.NaN, levels: 1 })).toBeNull();
});

test("corners say how many there are between them", () => {
  expect(counts("A-01-1", "F-12-4")).toEqual({ aisles: 6, bays: 12, levels: 4 });
  expect(counts("Z-1-1", "ab-1-1")).toEqual({ aisles: 3, bays: 1, levels: 1 });
  expect(counts("F-12-4", "A-01-1")).toBeNull();
});
