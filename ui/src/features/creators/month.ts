/** The month before a day, as its first and last day are written: `2026-10-01`. */
export function monthBefore(day: Date): { first: string; last: string } {
  const written = (date: Date): string => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
  return { first: written(new Date(day.getFullYear(), day.getMonth() - 1, 1)), last: written(new Date(day.getFullYear(), day.getMonth(), 0)) };
}
