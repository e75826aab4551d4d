import { expect, test } from "vitest";
import { difference, standing } from "./words";

test("a run says first what is wrong with it, then what is to be done, then where it is", () => {
  const run = { stage: "counted", on_bench: 4, bench: null, difference: -3 } as const;
  expect(difference(run)).toBe("3 missing");
  expect(standing(run)).toBe("3 missing");
  expect(standing({ ...run, difference: null })).toBe("4 to put away");
  expect(standing({ ...run, difference: null, on_bench: 0 })).toBe("counted");
  expect(standing({ stage: "counting", on_bench: 0, bench: "main", difference: null })).toBe("counted at main");
});
