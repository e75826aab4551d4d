import { expect, it } from "vitest";
import { codeOf, wantedNumber } from "./typed";

it("takes digits for grams where a weight is waited for", () => {
  for (const typed of ["450", " 450 ", "450g", "=450G", "450 g", "=450"]) expect(codeOf(typed, "grams")).toBe("=450G");
});

it("takes digits for units where an amount is waited for", () => {
  expect(codeOf("12", "units")).toBe("=12");
});

it("leaves every other code as it was typed", () => {
  expect(codeOf("12", null)).toBe("12");
  expect(codeOf("T-07", "grams")).toBe("T-07");
  expect(codeOf("4006381333931", "units")).toBe("4006381333931");
});

it("sees what a bench waits for", () => {
  expect(wantedNumber([{ what: "any_bin", code: null }, { what: { weight: 0 }, code: null }])).toBe("grams");
  expect(wantedNumber([{ what: { quantity: 3 }, code: null }])).toBe("units");
  expect(wantedNumber([{ what: "free_sleeve", code: null }])).toBeNull();
});
