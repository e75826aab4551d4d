/** What a fleet is worth, as charts and sentences have it. */

import type { AgeView, CurvePoint, FleetView, Money, MonthView, TripsView } from "../../lib/api/types";
import { ageName } from "./statement";

/** Trips that a chart has a bar for; what is beyond shares the last. */
const MOST_TRIPS = 12;

/** `83.3 %` as a number: hundredths of a per cent in per cent, to a tenth. */
export function percent(share_bp: number): number {
  return Math.round(share_bp / 10) / 10;
}

export interface Bar {
  name: string;
  number: number;
}

/** How soon sleeves come back: a bar for each of the days that some trip is old enough for. */
export function curveBars(curve: readonly CurvePoint[]): Bar[] {
  return curve.flatMap(({ days, share_bp }) => (share_bp === null ? [] : [{ name: `${days} days`, number: percent(share_bp) }]));
}

/** How many sleeves have been away how often, from never on. */
export function tripBars(trips: readonly TripsView[]): Bar[] {
  const most = Math.max(0, ...trips.map((of) => of.trips));
  const bars = Array.from({ length: Math.min(most, MOST_TRIPS) + 1 }, (_, at) => ({ name: at === 0 ? "never" : `${at}×`, number: 0 }));
  for (const { trips: often, sleeves } of trips) {
    const bar = bars[Math.min(often, bars.length - 1)];
    if (bar !== undefined) bar.number += sleeves;
  }
  const last = bars.at(-1);
  if (last !== undefined && most > MOST_TRIPS) last.name = `${MOST_TRIPS}× or more`;
  return bars;
}

/** Whose sleeves a row counts, where a creator's buyers are told apart: those of a cohort, or all others. */
export function whose(of: MonthView, all: readonly MonthView[]): string | null {
  const hasCohorts = all.some(({ key, cohort }) => key === of.key && cohort !== null);
  return of.cohort ?? (hasCohorts ? "all other buyers" : null);
}

/** What is held, a row for each age and a column for each currency; no row where nothing is. */
export function heldByAge(ages: readonly AgeView[]): { currencies: string[]; rows: { name: string; loans: number; held: Money[] }[] } {
  const rows = new Map<string, { name: string; loans: number; held: Money[] }>();
  for (const age of ages) {
    const row = rows.get(ageName(age)) ?? { name: ageName(age), loans: 0, held: [] };
    row.loans += age.loans;
    row.held.push(age.money);
    rows.set(row.name, row);
  }
  return { currencies: [...new Set(ages.map((age) => age.money.currency))], rows: [...rows.values()] };
}

/** Whether sleeves pay, as far as that is known. */
export function verdict({ prices, break_even_trips, mean_uses_hundredths, return_rate }: FleetView): string {
  const { mailer, handling } = prices;
  const sleeve = prices.sleeve ?? prices.mean_sleeve;
  if (mailer === null || handling === null || sleeve === null) return "Say what a mailer, a sleeve and the handling of a return cost: then it says here after how many trips a sleeve has paid for itself.";
  if (break_even_trips === null) return "A sleeve never pays: handling its return costs as much as a mailer, or more.";
  const after = `A sleeve has paid for itself after ${break_even_trips.toLocaleString()} ${break_even_trips === 1 ? "trip" : "trips"}`;
  if (return_rate.share_bp === null) return `${after}. How many trips one makes is known once some left ${return_rate.days} days ago.`;
  if (mean_uses_hundredths === null) return `${after}, and every one has come back so far.`;
  const uses = (mean_uses_hundredths / 100).toLocaleString(undefined, { maximumFractionDigits: 1 });
  return `${after}; one makes ${uses} on average. ${mean_uses_hundredths >= break_even_trips * 100 ? "They pay." : "They do not pay yet."}`;
}
