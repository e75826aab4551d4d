/** A history as it is read: by days. */

import type { HistoryView } from "../../lib/api/types";

/** A day of a history. */
export interface Day {
  name: string;
  rows: HistoryView[];
}

/** A history by days, as this computer counts them. */
export function days(rows: readonly HistoryView[]): Day[] {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: "full" });
  const all: Day[] = [];
  for (const row of rows) {
    const name = format.format(row.at_ms);
    const last = all.at(-1);
    if (last?.name === name) last.rows.push(row);
    else all.push({ name, rows: [row] });
  }
  return all;
}
