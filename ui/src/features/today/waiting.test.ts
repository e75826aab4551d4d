import { expect, it } from "vitest";
import { waiting } from "./waiting";

const NOTHING = { overdue: 0, lost: 0, payments: 0, asked_returns: 0, units_set_aside: 0, cases: 0 };

it("says nothing of what there is none of, and leads to where the rest goes on", () => {
  expect(waiting(NOTHING)).toEqual([]);
  const lines = waiting({ ...NOTHING, payments: 1, units_set_aside: 3 });
  expect(lines.map(({ number, href }) => [number, href])).toEqual([
    [1, "#/takeback/to-pay"],
    [3, "#/takeback/aside"],
  ]);
  expect(lines[0]?.of).toContain("payment is");
  expect(lines[1]?.of).toContain("units are");
});
