import { beforeEach, expect, test } from "vitest";
import { keep, kept, made } from "./draft.svelte";

beforeEach(() => localStorage.clear());

test("a second hub is furnished afresh, and where the first run stands is kept", () => {
  keep({ totes: "0", sleeves: "0", at: { file: "/two.db", step: "shelves" } });
  keep({ setup: { name: "Two", address: "", currency: "EUR", timezone: "UTC" } });
  made();
  expect(kept()).toMatchObject({ setup: null, totes: "12", sleeves: "50", at: { file: "/two.db", step: "shelves" } });
});
