import { beforeEach, expect, test } from "vitest";
import { keep, kept, leave, made, reach } from "./draft.svelte";

beforeEach(() => localStorage.clear());

test("a second hub is furnished afresh, and where the first run stands is kept", () => {
  keep({ totes: "0", sleeves: "0", at: { file: "/two.db", step: "shelves" } });
  keep({ setup: { name: "Two", address: "", currency: "EUR", timezone: "UTC", country: "DE" } });
  made();
  expect(kept()).toMatchObject({ setup: null, totes: "12", sleeves: "50", at: { file: "/two.db", step: "shelves" } });
});

test("whoever leaves the first run, or only visits one of its steps later, does not find it again at the next start", () => {
  reach("/one.db", "totes");
  expect(kept().at, "a link led there").toBeNull();
  keep({ at: { file: "/one.db", step: "shelves" } });
  reach("/one.db", "totes");
  expect(kept().at).toEqual({ file: "/one.db", step: "totes" });
  reach("/two.db", "codes");
  expect(kept().at, "of another hub").toEqual({ file: "/one.db", step: "totes" });
  location.hash = "#/setup/totes";
  leave();
  expect([kept().at, location.hash]).toEqual([null, "#/today"]);
});
