import { expect, it } from "vitest";
import type { Key } from "./bursts";
import { learn, testScans } from "./learn";

/** The keys of scans that are 2 s apart, `gap_ms` between two keys. */
function keys(scans: readonly (readonly string[])[], gap_ms = 5): Key[] {
  return scans.flatMap((scan, at) => scan.map((key, nth) => ({ key, at_ms: 2_000 * at + gap_ms * nth, inField: false })));
}
const lesson = (scans: readonly (readonly string[])[], gap_ms = 5): unknown => learn(testScans(keys(scans, gap_ms), 60_000));

const next = [..."LD/7KQ2/D/NEXT/4X"];
const done = [..."LD/7KQ2/D/DONE/9A"];
const ok = [..."LD/7KQ2/D/OK/2B"];

it("learns a scanner as it comes out of its box", () => {
  expect(lesson([next, done, ok].map((code) => [...code, "Enter"]))).toEqual({ kind: "learned", wrapping: { prefix: "", trailer: "", suffixes: ["Enter"] } });
});

it("learns a prefix and Tab", () => {
  expect(lesson([next, done, ok].map((code) => [..."]Q1", ...code, "Tab"]))).toEqual({ kind: "learned", wrapping: { prefix: "]Q1", trailer: "", suffixes: ["Tab"] } });
});

it("learns what a scanner sends after a code, before its suffix", () => {
  for (const trailer of ["X", "/1", "END"]) {
    const scans = [next, done, ok].map((code) => ["~", ...code, ...trailer, "Enter"]);
    expect(lesson(scans)).toEqual({ kind: "learned", wrapping: { prefix: "~", trailer, suffixes: ["Enter"] } });
  }
  expect(lesson([[...next, "X", "Enter"], [...done, "Enter"], [...ok, "X", "Enter"]])).toEqual({ kind: "differ" });
});

it("learns a scanner that is as slow as it may be", () => {
  expect(lesson([next, done, ok].map((code) => [...code, "Enter"]), 55)).toMatchObject({ kind: "learned" });
});

it("is patient until there are three", () => {
  expect(lesson([[...next, "Enter"]])).toEqual({ kind: "more", left: 2 });
  expect(lesson([])).toEqual({ kind: "more", left: 3 });
});

it("says what is wrong with a scanner", () => {
  expect(lesson([next])).toEqual({ kind: "no_suffix" });
  expect(lesson([[..."LD-7KQ2-D-NEXT-4X", "Enter"]])).toMatchObject({ kind: "layout" });
  expect(lesson([[..."4006381333931", "Enter"]])).toMatchObject({ kind: "foreign" });
  for (const gap_ms of [65, 80, 120]) expect(lesson([[...next, "Enter"]], gap_ms)).toEqual({ kind: "slow", slowest_ms: gap_ms });
  expect(lesson([[...next, "Enter"], [...done, "Tab"], [...ok, "Enter"]])).toEqual({ kind: "differ" });
});
