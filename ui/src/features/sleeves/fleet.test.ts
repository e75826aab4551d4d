import { expect, test } from "vitest";
import type { FleetView, Money, MonthView } from "../../lib/api/types";
import { curveBars, heldByAge, percent, tripBars, verdict, whose } from "./fleet";
import { ageName } from "./statement";

const eur = (minor: number): Money => ({ minor, currency: "EUR" });
const fleet = (more: Partial<FleetView>): FleetView => ({
  sleeves: [], issued: 10, back: 8, curve: [], months: [], trips: [], outstanding: [],
  return_rate: { days: 90, loans: 10, back: 8, share_bp: 8_000 },
  mean_uses_hundredths: 500,
  prices: { mailer: eur(80), sleeve: null, mean_sleeve: eur(240), handling: eur(35) },
  break_even_trips: 6,
  ...more,
});

test("whether sleeves pay is said as far as it is known", () => {
  expect(verdict(fleet({}))).toBe("A sleeve has paid for itself after 6 trips; one makes 5 on average. They do not pay yet.");
  expect(verdict(fleet({ mean_uses_hundredths: 640 }))).toBe("A sleeve has paid for itself after 6 trips; one makes 6.4 on average. They pay.");
  expect(verdict(fleet({ mean_uses_hundredths: null }))).toContain("every one has come back so far");
  expect(verdict(fleet({ return_rate: { days: 90, loans: 0, back: 0, share_bp: null }, mean_uses_hundredths: null }))).toContain("once some left 90 days ago");
  expect(verdict(fleet({ break_even_trips: null }))).toContain("never pays");
  expect(verdict(fleet({ prices: { mailer: null, sleeve: null, mean_sleeve: null, handling: null } }))).toContain("Say what a mailer");
});

test("a chart has a bar for each of the days that some trip is old enough for", () => {
  const curve = [{ days: 7, loans: 3, back: 1, share_bp: 3_333 }, { days: 14, loans: 0, back: 0, share_bp: null }];
  expect(curveBars(curve)).toEqual([{ name: "7 days", number: 33.3 }]);
  expect(percent(10_000)).toBe(100);
});

test("sleeves that were away very often share the last bar", () => {
  expect(tripBars([{ trips: 0, sleeves: 5 }, { trips: 2, sleeves: 1 }])).toEqual([{ name: "never", number: 5 }, { name: "1×", number: 0 }, { name: "2×", number: 1 }]);
  const many = tripBars([{ trips: 12, sleeves: 2 }, { trips: 40, sleeves: 1 }]);
  expect([many.length, many.at(-1)]).toEqual([13, { name: "12× or more", number: 3 }]);
  expect(tripBars([])).toEqual([{ name: "never", number: 0 }]);
});

test("an age is said as a span of days", () => {
  expect([ageName({ from_days: 31, until_days: 60 }), ageName({ from_days: 91, until_days: null })]).toEqual(["31–60 days", "over 90 days"]);
});

test("what is held has a column for each currency", () => {
  const age = (from_days: number, until_days: number | null, loans: number, money: Money) => ({ from_days, until_days, loans, money });
  const usd = { minor: 500, currency: "USD" };
  const held = heldByAge([age(0, 30, 2, eur(400)), age(31, null, 0, eur(0)), age(0, 30, 1, usd), age(31, null, 1, usd)]);
  expect(held.currencies).toEqual(["EUR", "USD"]);
  expect(held.rows).toEqual([{ name: "0–30 days", loans: 3, held: [eur(400), usd] }, { name: "over 30 days", loans: 1, held: [eur(0), usd] }]);
  expect(heldByAge([]).rows).toEqual([]);
});

test("a row says whose sleeves it counts where buyers of its creator are told apart", () => {
  const month = (key: string, cohort: string | null): MonthView => ({ key, creator: key, cohort, month: "2026-10", issued: 1, back: 0, curve: [] });
  const all = [month("ink", null), month("ink", "First 500"), month("oak", null)];
  expect(all.map((of) => whose(of, all))).toEqual(["all other buyers", "First 500", null]);
});
