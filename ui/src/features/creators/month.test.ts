import { expect, it } from "vitest";
import { monthBefore } from "./month";

it("a statement begins with the month before, also across a year and a leap day", () => {
  expect(monthBefore(new Date(2026, 10, 30))).toEqual({ first: "2026-10-01", last: "2026-10-31" });
  expect(monthBefore(new Date(2027, 0, 1))).toEqual({ first: "2026-12-01", last: "2026-12-31" });
  expect(monthBefore(new Date(2028, 2, 15))).toEqual({ first: "2028-02-01", last: "2028-02-29" });
});
