/** Amounts, as this computer writes them. */

import type { Money } from "./api/types";

export function money({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
