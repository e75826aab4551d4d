import { expect, test } from "vitest";
import type { Terms } from "../../lib/api/types";
import { draftOf, readyMade, requestOf, sentences } from "./terms";

const terms: Terms = {
  currency: "EUR", deposit_minor: 200, paid: "before", pay_back: "refund", reward_minor: 0, reward_days: 0, overdue_days: 30,
  lost_days: null, deposit_sku: "", damage_minor: 119, vat_bp: 750, forfeit_to: "income", turns_up: "keep",
};

test("terms come back out of the form as they went in", () => {
  expect(requestOf(draftOf(terms))).toEqual({
    deposit: "2.00", deposit_sku: "", paid: "before", pay_back: "refund", reward: "", reward_days: null, overdue_days: 30, lost_days: null,
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

test("terms are told in sentences", () => {
  expect(sentences(terms)).toEqual([
    "Deposit: €2.00, given back the way it was paid.", "Overdue after 30 days.", "A damage costs €1.19.",
  ]);
  expect(sentences({ ...terms, paid: "after", lost_days: 45, overdue_days: null, damage_minor: 0 })).toEqual([
    "€2.00 is asked for when it does not come back.", "Lost after 45 days.",
  ]);
  expect(sentences({ ...terms, deposit_minor: 0, overdue_days: null, damage_minor: 0 })).toHaveLength(1);
});
