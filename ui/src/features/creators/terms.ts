/** What is agreed about a creator's sleeves, as a form has it. */

import type { ForfeitTo, Paid, PayBack, Terms, TermsRequest, TurnsUp } from "../../lib/api/types";
import { decimal, money } from "../../lib/money";

export const PAID: Record<Paid, string> = {
  before: "with the order",
  after: "afterwards, if the sleeve does not come back",
};

export const PAY_BACK: Record<PayBack, string> = {
  refund: "money, the way it was paid",
  credit: "a code for the creator's store",
};

export const FORFEIT_TO: Record<ForfeitTo, string> = {
  income: "the hub",
  creator: "the creator",
  unclaimed: "an account for unclaimed property",
};

export const TURNS_UP: Record<TurnsUp, string> = {
  give_back: "the deposit is given back after all",
  keep: "nothing is given back",
};

/** Terms as they are typed; empty where nothing is agreed. */
export interface Draft {
  deposit: string;
  paid: Paid;
  depositSku: string;
  payBack: PayBack;
  reward: string;
  rewardDays: string;
  overdueDays: string;
  lostDays: string;
  damage: string;
  vat: string;
  forfeitTo: ForfeitTo;
  turnsUp: TurnsUp;
}

const NOTHING: Draft = {
  deposit: "", paid: "before", depositSku: "", payBack: "refund", reward: "", rewardDays: "", overdueDays: "", lostDays: "", damage: "", vat: "",
  forfeitTo: "income", turnsUp: "give_back",
};

export function draftOf(terms: Terms): Draft {
  const amount = (minor: number): string => (minor === 0 ? "" : decimal({ minor, currency: terms.currency }));
  const days = (count: number | null): string => (count === null ? "" : String(count));
  return {
    deposit: amount(terms.deposit_minor),
    paid: terms.paid,
    depositSku: terms.deposit_sku,
    payBack: terms.pay_back,
    reward: amount(terms.reward_minor),
    rewardDays: terms.reward_days === 0 ? "" : String(terms.reward_days),
    overdueDays: days(terms.overdue_days),
    lostDays: days(terms.lost_days),
    damage: amount(terms.damage_minor),
    vat: terms.vat_bp === 0 ? "" : String(terms.vat_bp / 100),
    forfeitTo: terms.forfeit_to,
    turnsUp: terms.turns_up,
  };
}

/** What is agreed, a sentence for each thing. */
export function sentences(terms: Terms): string[] {
  const amount = (minor: number): string => money({ minor, currency: terms.currency });
  const as = terms.pay_back === "credit" ? "as a code for the creator's store" : "the way it was paid";
  const said: string[] = [];
  if (terms.deposit_minor > 0 && terms.paid === "before") said.push(`Deposit: ${amount(terms.deposit_minor)}, given back ${as}${terms.deposit_sku === "" ? "" : `, where the order has ${terms.deposit_sku}`}.`);
  if (terms.deposit_minor > 0 && terms.paid === "after") said.push(`${amount(terms.deposit_minor)} is asked for when it does not come back.`);
  if (terms.reward_minor > 0) said.push(`Reward: ${amount(terms.reward_minor)} within ${terms.reward_days} days, ${as}.`);
  if (terms.overdue_days !== null) said.push(`Overdue after ${terms.overdue_days} days.`);
  if (terms.lost_days !== null) said.push(`Lost after ${terms.lost_days} days${terms.deposit_minor > 0 && terms.paid === "before" ? `: the deposit goes to ${FORFEIT_TO[terms.forfeit_to]}` : ""}.`);
  if (terms.damage_minor > 0) said.push(`A damage costs ${amount(terms.damage_minor)}.`);
  return said.length === 0 ? ["Nothing is owed for a sleeve, and it is never overdue."] : said;
}

/** What the form asks for; the name of the field whose days are no whole number instead, where one has none. */
export function requestOf(draft: Draft): TermsRequest | string {
  const days = { "in time": draft.rewardDays, overdue: draft.overdueDays, lost: draft.lostDays };
  for (const [name, typed] of Object.entries(days)) {
    if (!/^\d*$/.test(typed.trim())) return name;
  }
  const count = (typed: string): number | null => (typed.trim() === "" ? null : Number(typed));
  return {
    deposit: draft.deposit.trim(),
    paid: draft.paid,
    deposit_sku: draft.depositSku.trim(),
    pay_back: draft.payBack,
    reward: draft.reward.trim(),
    reward_days: count(draft.rewardDays),
    overdue_days: count(draft.overdueDays),
    lost_days: count(draft.lostDays),
    damage: draft.damage.trim(),
    vat: draft.vat.trim(),
    forfeit_to: draft.forfeitTo,
    turns_up: draft.turnsUp,
  };
}

/** What is wrong with days that {@link requestOf} names. */
export function notDays(name: string): string {
  return `The days until it is ${name} are a whole number, such as 30.`;
}

/** Terms that many agree on, in a currency: where it has no decimals, what buys about as much. */
export function readyMade(currency: string): { name: string; draft: Draft }[] {
  const amount = (units: number): string => {
    const places = decimal({ minor: 0, currency }).length > 1;
    return places ? units.toFixed(2) : String(units * 100);
  };
  return [
    { name: `${amount(3)} ${currency} off within 30 days`, draft: { ...NOTHING, reward: amount(3), rewardDays: "30", overdueDays: "30", lostDays: "90", payBack: "credit" } },
    { name: `${amount(2)} ${currency} deposit`, draft: { ...NOTHING, deposit: amount(2), overdueDays: "30", lostDays: "180" } },
    { name: `${amount(8)} ${currency} afterwards, if it is not back within 45 days`, draft: { ...NOTHING, deposit: amount(8), paid: "after", overdueDays: "30", lostDays: "45" } },
    { name: "nothing is owed", draft: NOTHING },
  ];
}
