import { describe, expect, it } from "vitest";
import { chosenIn, pills } from "./search";

describe("the list of orders", () => {
  it("tells an order in the address from a state", () => {
    expect(chosenIn("O-12")).toEqual({ order: "O-12", state: null });
    expect(chosenIn("held")).toEqual({ order: null, state: "held" });
    expect(chosenIn("nonsense")).toEqual({ order: null, state: null });
    expect(chosenIn(null)).toEqual({ order: null, state: null });
  });

  it("keeps every pill where it is, with or without orders, known or not", () => {
    const known = pills([
      { state: "held", orders: 2 },
      { state: "shipped", orders: 40 },
    ]);
    expect(known.map(({ name, count }) => `${name} ${count}`).slice(0, 3)).toEqual(["All 42", "Held 2", "Waiting 0"]);
    expect(pills(null).map(({ state }) => state)).toEqual(known.map(({ state }) => state));
    expect(pills(null).every(({ count }) => count === undefined)).toBe(true);
  });
});
