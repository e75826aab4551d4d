import { expect, test } from "vitest";
import type { CohortDrawn, CohortPreview, Money } from "../../lib/api/types";
import { countOf, drawnAnew, inIt, rule } from "./cohorts";

const eur = (minor: number): Money => ({ minor, currency: "EUR" });
const preview = (buyers: number): CohortPreview => ({ buyers, least: eur(1_200), spent: eur(buyers * 2_000) });
const drawn = (came_in: number, went_out: number): CohortDrawn => ({ came_in, went_out }) as CohortDrawn;

test("a cohort's rule and who is in it are told in words", () => {
  expect([1, 500, 12_000].map(rule)).toEqual(["The buyer who spent most", "The 500 buyers who spent most", "The 12,000 buyers who spent most"]);
  expect(inIt(preview(500), 500)).toBe("500 buyers: €12.00 or more each, €10,000.00 together.");
  expect(inIt(preview(41), 500)).toBe("41 buyers, all who spent anything: €12.00 or more each, €820.00 together.");
  expect(inIt(preview(1), 500)).toBe("1 buyer, who spent €20.00.");
});

test("drawing one anew says how many came in and went out", () => {
  expect(drawnAnew(drawn(0, 0))).toBe("The same buyers are in it as before.");
  expect(drawnAnew(drawn(1, 0))).toBe("1 buyer came in, 0 went out.");
  expect(drawnAnew(drawn(12, 3))).toBe("12 buyers came in, 3 went out.");
});

test("a number of buyers is a whole one above zero", () => {
  expect([" 500 ", "1", "0", "", "-5", "1.5", "many"].map(countOf)).toEqual([500, 1, null, null, null, null, null]);
});
