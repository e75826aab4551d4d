import { expect, it } from "vitest";
import { Later } from "./later";

it("reads each module once, and again where that failed", async () => {
  let tries = 0;
  const later = new Later<{ screen: string }>({
    screen: () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error("gone")) : Promise.resolve("there");
    },
  });
  await expect(later.get("screen")).rejects.toThrow("gone");
  await expect(later.get("screen")).resolves.toBe("there");
  expect(later.get("screen")).toBe(later.get("screen"));
  expect(tries).toBe(2);
});
