/** What was heard, short enough for a chip: of a code of ours what a person calls the thing. */

/**
 * By the letter of a code what its number says. People call items and carriers by names, and the numbers in their codes are
 * for machines: of these the chip says only what was scanned, and the cue says which.
 */
const SAID: Record<string, (number: string) => string> = {
  I: () => "item",
  V: () => "carrier",
  U: () => "badge",
  T: (number) => `T-${number.padStart(2, "0")}`,
  P: (number) => `P-${number}`,
  O: (number) => `O-${number}`,
  R: (number) => `R-${number}`,
  W: (number) => `W-${number}`,
};

export function shortOf(code: string): string {
  const [, kind, number] = /^LD\/[^/]+\/([A-Z])\/([^/]+)/i.exec(code) ?? [];
  if (kind === undefined || number === undefined) return code;
  // A bin's name, a command and a sleeve's serial say all by themselves.
  return SAID[kind.toUpperCase()]?.(number) ?? number;
}
