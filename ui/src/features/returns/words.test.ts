import { expect, it } from "vitest";
import type { GoesTo, Grade } from "../../lib/api/types";
import { age, content, decisions, placesOf } from "./words";

it("sends nothing damaged to the shelf, and what is not here nowhere", () => {
  const places = (grade: Grade, goes_to: GoesTo) => placesOf({ grade, goes_to }).map(({ value }) => value);
  expect(places("as_new", "restock")).toEqual(["restock", "hold", "rework", "scrap"]);
  expect(places("damaged", "hold")).toEqual(["hold", "rework", "scrap"]);
  expect(places("missing", "nowhere")).toEqual(["nowhere"]);
  expect(places("damaged", "rework")).toEqual(["rework", "scrap"]);
  expect(places("as_new", "scrap")).toEqual(["scrap"]);
  expect(decisions("opened")).toBe("to the shelf, to the microfactory, thrown away");
  expect(decisions("damaged")).toBe("to the microfactory, thrown away");
});

it("counts what came back and says how late", () => {
  const unit = (title: string) => ({ title }) as never;
  expect(content({ units: [unit("Mug"), unit("Card"), unit("Mug")] })).toBe("2 × Mug, Card");
  expect(age({ days: 31, window_days: 30 })).toBe("31 days of 30");
  expect(age({ days: 1, window_days: null })).toBe("1 day");
  expect(age({ days: null, window_days: null })).toBe("");
});
