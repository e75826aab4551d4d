import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import type { CohortView, CreatorView, Terms } from "../../lib/api/types";
import { Hub } from "../../lib/hub.svelte";
import CohortList from "./CohortList.svelte";

const terms: Terms = {
  currency: "EUR", deposit_minor: 0, paid: "before", deposit_sku: "", pay_back: "credit", reward_minor: 300, reward_days: 30, overdue_days: null,
  lost_days: null, damage_minor: 0, vat_bp: 0, forfeit_to: "income", turns_up: "give_back",
};
const creator: CreatorView = {
  key: "ink", name: "Ink", currency: "EUR", sleeve_rule: "always", terms, part_orders: "whole", thanks: "", return_days: null,
};
const cohort: CohortView = {
  number: 1, creator: "ink", name: "First 500", top: 500, terms, buyers: 41, drawn_ms: 0, least: { minor: 1_200, currency: "EUR" },
  spent: { minor: 99_000, currency: "EUR" }, issued: 12, back: 9,
};

let end = (): void => undefined;
afterEach(() => end());

const settled = (ms = 0): Promise<void> => new Promise((done) => setTimeout(done, ms));
const text = (): string => document.body.innerText.replace(/\s+/g, " ");
const press = (name: string): void => {
  [...document.querySelectorAll("button")].find((button) => button.textContent.includes(name))?.click();
  flushSync();
};

/** The list, and what it asked of the hub besides. */
async function shown(cohorts: CohortView[]): Promise<[string, unknown][]> {
  const asked: [string, unknown][] = [];
  const hub = new Hub({
    send: (name, request) => {
      if (name === "cohorts") return Promise.resolve(cohorts);
      asked.push([name, request]);
      return Promise.resolve(name === "cohort_preview" ? { buyers: 7, least: cohort.least, spent: cohort.spent } : cohort);
    },
    follow: () => () => undefined,
  });
  const list = mount(CohortList, { target: document.body, props: { hub, creator } });
  end = () => void unmount(list);
  flushSync();
  await settled();
  return asked;
}

it("a cohort is told with its rule, who is in it, what is agreed and how many sleeves came back", async () => {
  await shown([cohort]);
  expect(text()).toContain("The 500 buyers who spent most");
  expect(text()).toContain("41 buyers, all who spent anything: €12.00 or more each, €990.00 together.");
  expect(text()).toContain("Reward: €3.00 within 30 days");
  expect(text()).toContain("12 sleeves left for them, 9 came back.");
});

it("whoever makes a cohort sees who would be in it, of the number that was typed last, and keeps it then", async () => {
  const asked = await shown([]);
  press("Add a cohort");
  const [name, top] = document.querySelectorAll("input");
  for (const [field, typed] of [[name, "Best"], [top, "5"], [top, "50"]] as const) {
    if (field === undefined) throw new Error("no such field");
    field.value = typed;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    flushSync();
  }
  await settled(400);
  expect(asked).toEqual([["cohort_preview", { creator: "ink", top: 50 }]]);
  expect(text()).toContain("Now: 7 buyers, all who spent anything");
  document.querySelector("form")?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
  await settled();
  expect(asked.at(-1)).toMatchObject(["add_cohort", { creator: "ink", name: "Best", top: 50, terms: { reward: "3.00", reward_days: 30 } }]);
  expect(document.querySelector("dialog[open]"), "and the form is closed").toBeNull();
});
