import { expect, test } from "vitest";
import { decimal, money } from "./money";

test("an amount is written with the decimals of its currency", () => {
  expect(decimal({ minor: 1250, currency: "EUR" })).toBe("12.50");
  expect(decimal({ minor: 5, currency: "EUR" })).toBe("0.05");
  expect(decimal({ minor: 1200, currency: "JPY" })).toBe("1200");
  expect(decimal({ minor: -305, currency: "USD" })).toBe("-3.05");
  expect(money({ minor: 200, currency: "USD" })).toContain("2.00");
});
