/** Amounts as people write them. */

import type { Money } from "./api/types";

/** The amount with its currency, as this computer writes it. */
export function money(amount: Money): string {
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency: amount.currency });
  return format.format(amount.minor / 10 ** decimals(amount.currency));
}

/** The amount as the hub reads one: `12.50`. */
export function decimal(amount: Money): string {
  const places = decimals(amount.currency);
  const digits = String(Math.abs(amount.minor)).padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return amount.minor < 0 ? `-${text}` : text;
}

function decimals(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
