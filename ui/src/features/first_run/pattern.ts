/** From how many aisles, bays and levels there are to the name of the last bin. What a pattern may be, the hub says. */

/** The parts of a bin's name. */
interface Parts {
  aisle: number;
  bay: number;
  level: number;
  bayDigits: number;
}

function parts(name: string): Parts | null {
  const found = /^\s*([A-Za-z]{1,2})-(\d{1,3})-(\d{1,3})\s*$/.exec(name);
  const [, letters, bay, level] = found ?? [];
  if (letters === undefined || bay === undefined || level === undefined) return null;
  const aisle = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { aisle, bay: Number(bay), level: Number(level), bayDigits: bay.length };
}

function letters(aisle: number): string {
  const last = String.fromCharCode(65 + (aisle % 26));
  return aisle < 26 ? last : letters(Math.floor(aisle / 26) - 1) + last;
}

/** The bin opposite to `first`; nothing where `first` is no bin or a count is none. */
export function lastBin(first: string, counts: { aisles: number; bays: number; levels: number }): string | null {
  const from = parts(first);
  const { aisles, bays, levels } = counts;
  if (from === null || [aisles, bays, levels].some((count) => !Number.isInteger(count) || count < 1)) return null;
  const bay = String(from.bay + bays - 1).padStart(from.bayDigits, "0");
  return `${letters(from.aisle + aisles - 1)}-${bay}-${from.level + levels - 1}`;
}

/** How many aisles, bays and levels lie between two corners; nothing where one is no bin or they run backwards. */
export function counts(first: string, last: string): { aisles: number; bays: number; levels: number } | null {
  const [from, to] = [parts(first), parts(last)];
  if (from === null || to === null) return null;
  const between = { aisles: to.aisle - from.aisle + 1, bays: to.bay - from.bay + 1, levels: to.level - from.level + 1 };
  return Object.values(between).some((count) => count < 1) ? null : between;
}
