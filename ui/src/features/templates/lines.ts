/** Where a line of a text is. */

/** From its first character to behind its last; lines count from 1, and one behind the end is the last. */
export function placeOf(text: string, line: number): { from: number; to: number } {
  const lines = text.split("\n");
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const from = lines.slice(0, at).reduce((length, before) => length + before.length + 1, 0);
  return { from, to: from + (lines[at]?.length ?? 0) };
}
