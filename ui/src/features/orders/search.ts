/** The list of orders as its address and its pills say it. */

import type { OrderState, StateCount } from "../../lib/api/types";
import { ago, capital, STATES } from "../../lib/words";

/** The states that have a pill, what needs a person first, then along an order's way. */
export const PILLS: readonly OrderState[] = ["held", "waiting", "ready", "picking", "picked", "packed", "shipped", "delivered", "cancelled"];

/** What the address behind `#/orders/` names. */
export interface Chosen {
  order: string | null;
  state: OrderState | null;
}

export function chosenIn(of: string | null): Chosen {
  const order = of !== null && /^O-\d+$/.test(of) ? of : null;
  return { order, state: PILLS.find((known) => known === of) ?? null };
}

/** A pill: its words, and how many orders it would show where that is known. */
export interface Pill {
  state: OrderState | null;
  name: string;
  count: number | undefined;
}

/** Pills stand in a row. */
const SHORT: Partial<Record<OrderState, string>> = { waiting: "waiting", picking: "picking" };

/** All pills. One without orders stays where it is, so that nothing jumps while somebody types. */
export function pills(counts: readonly StateCount[] | null): Pill[] {
  const of = (state: OrderState): number => counts?.find((count) => count.state === state)?.orders ?? 0;
  const all = counts?.reduce((sum, { orders }) => sum + orders, 0);
  const each = PILLS.map((state) => ({ state, name: capital(SHORT[state] ?? STATES[state]), count: counts === null ? undefined : of(state) }));
  return [{ state: null, name: "All", count: all }, ...each];
}

/** Orders in these states have not left: how long they wait matters. */
export function isOpen(state: OrderState): boolean {
  return state !== "shipped" && state !== "cancelled" && state !== "delivered";
}

const HOUR_MS = 3_600_000;

/** How long ago, in a narrow column. */
export function age(then_ms: number, now_ms: number): string {
  return now_ms - then_ms < HOUR_MS ? "<\u00a01\u00a0h" : ago(then_ms, now_ms);
}
