import { expect, it } from "vitest";
import { placeOf } from "./lines";

it("a line is found by its number, and one that is not there is the last", () => {
  const text = "one\n\nthree";
  expect([1, 2, 3, 9, 0].map((line) => text.slice(placeOf(text, line).from, placeOf(text, line).to))).toEqual(["one", "", "three", "three", "one"]);
});
