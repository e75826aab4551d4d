/**
 * What a scanner sends around a code, learned from three scans of printed codes of ours, and what is wrong with it where
 * something is. Pure.
 *
 * A code of ours is `LD/HUB4/KIND/NUMBER/CHECK`, so that what stands before and after it is the scanner's own.
 */

import { LONGEST_GAP_MS, LONGEST_PACE_MS, type Key, type Suffix, type Wrapping } from "./bursts";

/** Keys between two scans are further apart than this. */
const PAUSE_MS = 400;

/** One test scan: its characters, the key that came after them, and the time between two keys, the longest and on average. */
export interface TestScan {
  text: string;
  ending: string | null;
  slowest_ms: number;
  pace_ms: number;
}

/** What three scans say. */
export type Lesson =
  | { kind: "learned"; wrapping: Wrapping }
  | { kind: "more"; left: number }
  | { kind: "no_suffix" }
  | { kind: "layout"; heard: string }
  | { kind: "slow"; slowest_ms: number }
  | { kind: "foreign"; heard: string }
  | { kind: "differ" };

/** Splits keys into scans: a named key ends one, and so does a pause. */
export function testScans(keys: readonly Key[], now_ms: number): TestScan[] {
  const scans: TestScan[] = [];
  let text = "";
  let last_ms = Number.NEGATIVE_INFINITY;
  let slowest_ms = 0;
  let took_ms = 0;
  const end = (ending: string | null): void => {
    if (text !== "") scans.push({ text, ending, slowest_ms, pace_ms: took_ms / text.length });
    text = "";
    slowest_ms = 0;
    took_ms = 0;
  };
  for (const { key, at_ms } of keys) {
    const isCharacter = [...key].length === 1;
    const gap_ms = at_ms - last_ms;
    if (gap_ms > PAUSE_MS) end(null);
    else if (text !== "") {
      slowest_ms = Math.max(slowest_ms, gap_ms);
      took_ms += gap_ms;
    }
    if (isCharacter) text += key;
    else if (key === "Enter" || key === "Tab") end(key);
    last_ms = at_ms;
  }
  if (now_ms - last_ms > PAUSE_MS) end(null);
  return scans;
}

const SCANS_NEEDED = 3;
const OWN = /LD\/[0-9A-Z]{4}\/[A-Z]\/[^/]+\/[0-9A-Z]{2}/i;
/** The same where the scanner types for another country's keyboard, which moves the slash. */
const MOVED = /LD[^0-9A-Z/][0-9A-Z]{4}[^0-9A-Z/][A-Z][^0-9A-Z/]/i;

/** What the newest scans teach. */
export function learn(scans: readonly TestScan[]): Lesson {
  const newest = scans.slice(-SCANS_NEEDED);
  const wrappings: { prefix: string; trailer: string; suffix: Suffix }[] = [];
  for (const { text, ending, slowest_ms, pace_ms } of newest) {
    const own = OWN.exec(text);
    if (own === null) return MOVED.test(text) ? { kind: "layout", heard: text } : { kind: "foreign", heard: text };
    if (ending !== "Enter" && ending !== "Tab") return { kind: "no_suffix" };
    if (slowest_ms > LONGEST_GAP_MS || pace_ms > LONGEST_PACE_MS) return { kind: "slow", slowest_ms };
    wrappings.push({ prefix: text.slice(0, own.index), trailer: text.slice(own.index + own[0].length), suffix: ending });
  }
  const [first] = wrappings;
  if (first === undefined || wrappings.length < SCANS_NEEDED) return { kind: "more", left: SCANS_NEEDED - wrappings.length };
  const { prefix, trailer, suffix } = first;
  const same = wrappings.every((other) => other.prefix === prefix && other.trailer === trailer && other.suffix === suffix);
  return same ? { kind: "learned", wrapping: { prefix, trailer, suffixes: [suffix] } } : { kind: "differ" };
}
