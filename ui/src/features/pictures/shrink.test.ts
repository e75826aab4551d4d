import { expect, it } from "vitest";
import { keptSize, steps } from "./shrink";

it("keeps the proportions of a picture, and a small one as it is", () => {
  expect(keptSize({ width: 4000, height: 3000 })).toEqual({ width: 640, height: 480 });
  expect(keptSize({ width: 300, height: 6000 })).toEqual({ width: 32, height: 640 });
  expect(keptSize({ width: 9000, height: 3 })).toEqual({ width: 640, height: 1 });
  expect(keptSize({ width: 200, height: 100 })).toEqual({ width: 200, height: 100 });
});

it("goes there by halves, so that no line of a drawing is skipped", () => {
  for (const from of [{ width: 4032, height: 3024 }, { width: 641, height: 641 }, { width: 80, height: 60 }, { width: 9000, height: 3 }]) {
    const sizes = steps(from);
    expect(sizes.at(-1)).toEqual(keptSize(from));
    let before = from;
    for (const size of sizes) {
      expect(size.width * 2).toBeGreaterThanOrEqual(before.width);
      expect(size.height * 2).toBeGreaterThanOrEqual(before.height);
      before = size;
    }
  }
});
