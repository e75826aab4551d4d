import { expect, it } from "vitest";
import type { RunFact, Work } from "../../lib/api/types";
import { quantityOf } from "./quantity";

const run = (expected: number | null, received: number): RunFact => ({ id: "", number: "#7", sku: "MUG", expected, received });
const counting = (...runs: RunFact[]): ReturnType<typeof quantityOf> => quantityOf({ id: "do-receive" }, { receive: { runs } });

it("whoever counts a delivery in sees from afar how many of what was announced are still to come", () => {
  expect(counting(run(80, 78))).toEqual({ digits: 2, of: "still to come" });
  expect(counting(run(80, 78), run(12, 0), run(null, 3))).toEqual({ digits: 14, of: "still to come" });
  expect(counting(run(80, 83)), "too many are none to come").toEqual({ digits: 0, of: "still to come" });
  expect([counting(), counting(run(null, 3))], "nobody announced any").toEqual([null, null]);
});

it("whoever counts the shelf sees how many sleeves are to be seen yet", () => {
  expect(quantityOf({ id: "do-stocktake", left: 57 }, "idle")).toEqual({ digits: 57, of: "to be seen" });
});

it("whoever gives parcels out sees how many this buyer gets, and before that how many wait", () => {
  const idle: Work = "idle";
  expect(quantityOf({ id: "do-give", loaded: 0, waiting: 4 }, idle)).toEqual({ digits: 4, of: "to be fetched" });
  expect(quantityOf({ id: "do-give", loaded: 2, waiting: 2 }, idle)).toEqual({ digits: 2, of: "to be given" });
});
