import { expect, it } from "vitest";
import { shortOf } from "./chips";

it("says what was scanned, and its number only where people call it by that", () => {
  expect(["B/A-01-1", "I/1", "T/1", "P/1", "O/12", "V/1", "C/NEXT"].map((code) => shortOf(`LD/7KQ2/${code}/X4`))).toEqual(["A-01-1", "item", "T-01", "P-1", "O-12", "carrier", "NEXT"]);
  expect(["A-01-1", "4006381333931", "=12"].map(shortOf)).toEqual(["A-01-1", "4006381333931", "=12"]);
});
