import { expect, test } from "vitest";
import type { TripView } from "../../lib/api/types";
import { putsOf, whereabouts } from "./words";

const HOUR_MS = 3_600_000;
const trip: TripView = {
  order: "O-1", order_name: "#1001", creator: "Fern & Kiln", state: "open",
  deposit: { minor: 200, currency: "USD" }, left_ms: 0, back_ms: null, bench: null,
};

test("a sleeve that is in the house is put elsewhere from where it is, and one that is not, nowhere", () => {
  expect(putsOf("available").map(({ name }) => name)).toEqual(["Wash", "Mend"]);
  expect(putsOf("cleaning").map(({ name }) => name)).toEqual(["Shelf", "Mend"]);
  expect([putsOf("out"), putsOf("lost"), putsOf("returned")]).toEqual([[], [], []]);
});

test("a sleeve says where it is, and for how long where somebody waits", () => {
  expect(whereabouts({ state: "available", trip: null }, 0)).toBe("on the shelf");
  expect(whereabouts({ state: "out", trip }, 72 * HOUR_MS)).toBe("with a buyer for 3\u00a0days");
  expect(whereabouts({ state: "overdue", trip }, 72 * HOUR_MS)).toBe("overdue, with a buyer for 3\u00a0days");
  expect(whereabouts({ state: "lost", trip }, 72 * HOUR_MS)).toBe("lost, with a buyer for 3\u00a0days");
  expect(whereabouts({ state: "returned", trip: { ...trip, back_ms: 70 * HOUR_MS, bench: "main" } }, 72 * HOUR_MS)).toBe("back at main for 2\u00a0h");
  expect(whereabouts({ state: "available", trip }, 72 * HOUR_MS)).toBe("on the shelf");
});
