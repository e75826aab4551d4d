import { expect, test } from "vitest";
import type { Terms } from "../../lib/api/types";
import { draftOf, readyMade, requestOf } from "./terms";

const terms: Terms = {
  currency: "EUR", deposit_minor: 200, paid: "before", pay_back: "refund", reward_minor: 0, reward_days: 0, overdue_days: 30,
  lost_days: null, damage_minor: 119, vat_bp: 750, forfeit_to: "income", turns_up: "keep",
};

test("terms come back out of the form as they went in", () => {
  expect(requestOf(draftOf(terms))).toEqual({
    deposit: "2.00", paid: "before", pay_back: "refund", reward: "", reward_days: null, overdue_days: 30, lost_days: null,
    damage: "1.19", vat: "7.5", forfeit_to: "income", turns_up: "keep",
  });
});

test("days are whole numbers, and the form says which are not", () => {
  expect(requestOf({ ...draftOf(terms), lostDays: "a month" })).toBe("lost");
  expect(requestOf({ ...draftOf(terms), rewardDays: "-3" })).toBe("in time");
});

test("ready-made terms are in the creator's currency", () => {
  expect(readyMade("USD").map((made) => made.name)).toEqual([
    "3.00 USD off within 30 days", "2.00 USD deposit", "8.00 USD afterwards, if it is not back within 45 days", "nothing is owed",
  ]);
  expect(readyMade("JPY")[0]?.draft.reward).toBe("300");
  expect(readyMade("KWD")[1]?.draft.deposit).toBe("2.00");
});
