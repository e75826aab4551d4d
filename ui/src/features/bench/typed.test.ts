import { expect, it } from "vitest";
import { wantedNumber } from "./typed";

it("sees what a bench waits for", () => {
  expect(wantedNumber([{ what: "any_bin", code: null }, { what: { weight: 0 }, code: null }])).toBe("grams");
  expect(wantedNumber([{ what: { quantity: 3 }, code: null }])).toBe("units");
  expect(wantedNumber([{ what: "free_sleeve", code: null }])).toBeNull();
});
