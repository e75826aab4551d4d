import { expect, test } from "vitest";
import { deedOf, placeOf } from "./words";

test("a place is called as people call it", () => {
  expect(placeOf("bin", "A-01-1")).toBe("A-01-1");
  expect(placeOf("parcel", "P-12")).toBe("parcel P-12");
  expect(placeOf("parcel", "")).toBe("a parcel");
  expect(placeOf("customer", "customer")).toBe("buyer");
});

test("what moved something is said in words, also by a deed that came later", () => {
  expect(deedOf("put_in_tote")).toBe("picked");
  expect(deedOf("weigh_twice")).toBe("weigh twice");
});
