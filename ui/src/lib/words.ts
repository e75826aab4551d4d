/** Words and spans of time, as people say them. */

import type { HoldReason, LineState, LoanState, OrderState, ParcelFate, ParcelState, PrintState } from "./api/types";

export const STATES: Record<OrderState, string> = {
  held: "held",
  waiting: "waits for stock",
  ready: "ready",
  picking: "being picked",
  picked: "picked",
  packed: "packed",
  shipped: "shipped",
  cancelled: "cancelled",
  delivered: "delivered",
};

export const HELD: Record<HoldReason, string> = {
  unpaid: "not paid",
  unknown_item: "unknown item",
  short: "something was missing",
  part_sent: "a part was sent before",
  asked: "stopped by hand",
  address: "the address is to be looked at",
  buyer_asked: "the buyer asked to wait",
  creator_asked: "the creator asked to wait",
};

export const LINES: Record<LineState, string> = {
  held: "held",
  waiting: "waits for stock",
  ready: "promised",
  picked: "picked",
  packed: "packed",
  shipped: "shipped",
  cancelled: "cancelled",
  delivered: "nothing to send",
};

export const PARCELS: Record<ParcelState, string> = {
  packing: "being packed",
  packed: "waits for its carrier",
  loaded: "on a handover",
  handed_over: "handed over",
  unpacked: "unpacked again",
};

export const FATES: Record<ParcelFate, string> = {
  on_its_way: "on its way",
  delivered: "delivered",
  lost: "lost on its way",
  undeliverable: "could not be delivered",
};

export const LOANS: Record<LoanState, string> = {
  open: "with the buyer",
  return_pending: "back, to be looked at",
  refunded: "back, the buyer gets money",
  credited: "back, the buyer gets a code",
  partly_refunded: "back damaged, a part of the deposit is kept",
  charged: "the buyer is asked for money",
  forfeited: "lost, the deposit is gone",
  closed: "back, nothing is owed",
};

export const PAPERS: Record<PrintState, string> = {
  queued: "waits",
  sending: "on its way",
  sent: "being printed",
  stopped: "held up",
  done: "done",
  failed: "not printed",
  unsure: "printed?",
  withdrawn: "withdrawn",
  voided: "void",
};

const MODES: Record<string, string> = {
  idle: "free",
  receive: "receiving",
  put_away: "putting away",
  pick: "picking",
  pack: "packing",
  hand_over: "handing over",
  take_back: "taking back",
  goods_back: "unpacking a return",
  stocktake: "counting sleeves",
  count: "counting",
};

/** What a bench is doing. */
export function modeName(mode: string): string {
  return MODES[mode] ?? mode;
}

/** Choices for a form, from a table of words. */
export function choices<T extends string>(words: Record<T, string>): { value: T; name: string }[] {
  return (Object.entries(words) as [T, string][]).map(([value, name]) => ({ value, name }));
}

/** `3 orders`, `1 order`. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString()} ${count === 1 ? one : more}`;
}

/** A refusal of the hub, which may be a part of a sentence, as one. */
export function asSentence(text: string): string {
  return `${capital(text)}${/[.!?]$/.test(text) ? "" : "."}`;
}

/** A space that no line ends at: a number and its unit are read as one. */
const FIXED = "\u00a0";

/** `1,420 g`. */
export function grams(weight_g: number): string {
  return `${weight_g.toLocaleString()}${FIXED}g`;
}

/** A few words as they stand by themselves, such as on a tab. */
export function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const HOUR_MS = 3_600_000;

/** How long ago, in whole hours below two days and in whole days beyond. */
export function ago(then_ms: number, now_ms: number): string {
  const hours = Math.max(0, Math.floor((now_ms - then_ms) / HOUR_MS));
  if (hours < 1) return "less than an hour";
  if (hours < 48) return `${hours}${FIXED}h`;
  return `${Math.floor(hours / 24)}${FIXED}days`;
}

let dayAndTime: Intl.DateTimeFormat | undefined;

/** A day and a time, as this computer writes them. */
export function when(at_ms: number): string {
  // An engine takes longer to make one than to write a hundred times with it.
  dayAndTime ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  return dayAndTime.format(at_ms);
}
