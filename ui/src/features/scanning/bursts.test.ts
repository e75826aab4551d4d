import { describe, expect, it } from "vitest";
import { Bursts, LONGEST_GAP_MS } from "./bursts";

/** Presses `keys` `gap_ms` apart and gathers what came out: codes, and what the page would have got. */
function press(keys: string[], gap_ms: number, bursts = new Bursts(), from_ms = 1_000, inField = true): { codes: string[]; typed: string; at_ms: number } {
  let at_ms = from_ms;
  const codes: string[] = [];
  let typed = "";
  for (const key of keys) {
    const verdict = bursts.hear({ key, at_ms, inField });
    typed += verdict.giveBack;
    if (verdict.code !== null) codes.push(verdict.code.text);
    else if (!verdict.hold) typed += `<${key}>`;
    at_ms += gap_ms;
  }
  typed += bursts.expire(at_ms + 10_000);
  return { codes, typed, at_ms };
}

const code = "LD/7KQ2/T/07/3F";

/** Numbers from 0 to 1, always the same ones after the same `seed` (Park and Miller, 1988). */
function dice(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Presses `keys` in a field, each as long after the one before as `gap_ms` says, and lets the time run in between. */
function pressInTime(keys: string[], gap_ms: (at: number) => number): { codes: string[]; typed: string; longest_ms: number } {
  const bursts = new Bursts();
  const codes: string[] = [];
  let [typed, now_ms, since_ms, longest_ms] = ["", 1_000, 1_000, 0];
  const give = (text: string): void => {
    typed += text;
    if (text !== "") longest_ms = Math.max(longest_ms, now_ms - since_ms);
  };
  for (const [at, key] of keys.entries()) {
    for (const due_ms = now_ms + Math.round(gap_ms(at)); now_ms < due_ms; now_ms += 1) give(bursts.expire(now_ms));
    const held = bursts.holds;
    const verdict = bursts.hear({ key, at_ms: now_ms, inField: true });
    give(verdict.giveBack);
    if (!held || verdict.giveBack !== "") since_ms = now_ms;
    if (verdict.code !== null) codes.push(verdict.code.text);
    else if (!verdict.hold) typed += `<${key}>`;
  }
  return { codes, typed, longest_ms };
}

describe("a scanner that types", () => {
  for (const gap_ms of [1, 2, 20, 50]) {
    it(`is heard at ${gap_ms} ms a character, with either suffix`, () => {
      for (const suffix of ["Enter", "Tab"]) {
        expect(press([...code, suffix], gap_ms)).toMatchObject({ codes: [code], typed: "" });
      }
    });
  }

  it("is heard in a field at 50 ms a character, give or take 12", () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      for (const sent of [code, "4006381333931", "P-1042"]) {
        const heard = pressInTime([...sent, "Enter"], () => 38 + 24 * roll());
        expect(heard, `after the seed ${seed}`).toMatchObject({ codes: [sent], typed: "" });
      }
    }
  });

  it("is lifted out of a field that a person was typing into", () => {
    const bursts = new Bursts();
    const before = press([..."gift for "], 120, bursts);
    const scan = press([...code, "Enter"], 2, bursts, before.at_ms + 200);
    const after = press([..."Ada"], 120, bursts, scan.at_ms + 200);
    expect(scan.codes).toEqual([code]);
    expect(before.typed + scan.typed + after.typed).toBe("gift for Ada");
  });

  it("may hold down Shift for capitals", () => {
    const keys = [...code].flatMap((letter) => ["Shift", letter]);
    expect(press([...keys, "Enter"], 2).codes).toEqual([code]);
  });

  it("is heard when the computer stops for a moment in the middle of a code, or before its suffix", () => {
    for (const cut of [2, 9, code.length]) {
      const bursts = new Bursts();
      const verdicts = [...code, "Enter"].map((key, at) => {
        const at_ms = 1_000 + 2 * at + (at < cut ? 0 : 250);
        expect(bursts.expire(at_ms)).toBe("");
        return bursts.hear({ key, at_ms, inField: true });
      });
      expect(verdicts.flatMap(({ code }) => code?.text ?? [])).toEqual([code]);
    }
  });

  it("may end a code with two keys, and the second presses nothing", () => {
    expect(press([...code, "Enter", "Enter", ...code, "Enter", "Tab"], 2)).toMatchObject({ codes: [code, code] });
    expect(press([...code, "Enter", "Enter"], 2).typed).toBe("");
  });

  it("may scan twice without a pause", () => {
    expect(press([...code, "Enter", ...code, "Enter"], 2).codes).toEqual([code, code]);
  });
});

describe("a person who types", () => {
  it("gets every character back, and Enter where it belongs", () => {
    expect(press([..."T-07", "Enter"], 90)).toMatchObject({ codes: [], typed: "T-07<Enter>" });
  });

  it("may roll two keys and press Enter quickly", () => {
    expect(press(["o", "k", "Enter"], 30)).toMatchObject({ codes: [], typed: "ok<Enter>" });
  });

  it("may be as quick as anybody, and every key is soon where it was typed", () => {
    const keys = [..."Fern & Kiln, 12 Harbour Street", "Enter", ..."mugs", "Enter", ..."postcards", "Tab"];
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      const { codes, typed, longest_ms } = pressInTime(keys, () => 70 + 110 * roll());
      expect([codes, typed], `after the seed ${seed}`).toEqual([[], "Fern & Kiln, 12 Harbour Street<Enter>mugs<Enter>postcards<Tab>"]);
      expect(longest_ms).toBeLessThanOrEqual(210);
    }
  });

  it("may run over a few keys at once, and press Enter at once", () => {
    const keys = [..."the other mugs", "Enter", ..."then", "Enter"];
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      // Two keys of three are pressed while the one before is still down.
      const { codes, typed } = pressInTime(keys, (at) => (at % 3 === 0 ? 100 + 150 * roll() : 60 + 20 * roll()));
      expect([codes, typed], `after the seed ${seed}`).toEqual([[], "the other mugs<Enter>then<Enter>"]);
    }
    expect(pressInTime([..."then", "Enter"], () => 62)).toMatchObject({ codes: [], typed: "then<Enter>" });
  });

  it("may strike two keys at once: neither the next one nor Enter makes a scan of them", () => {
    const bursts = new Bursts();
    for (const [key, at_ms] of [["e", 1_000], ["r", 1_004], ["s", 1_090]] as const) bursts.hear({ key, at_ms, inField: true });
    expect(bursts.hear({ key: "Enter", at_ms: 1_170, inField: true })).toEqual({ hold: false, giveBack: "ers", code: null });
  });

  it("may roll three keys, and gets them as soon as anybody", () => {
    const bursts = new Bursts();
    for (const [at, key] of [..."mug"].entries()) bursts.hear({ key, at_ms: 1_000 + 30 * at, inField: true });
    expect(bursts.expire(1_060 + LONGEST_GAP_MS + 1)).toBe("mug");
  });

  it("keeps arrows, Backspace and shortcuts", () => {
    expect(press(["a", "Backspace", "ArrowLeft"], 20)).toMatchObject({ codes: [], typed: "a<Backspace><ArrowLeft>" });
  });
});

it("nothing becomes a scan because time has passed", () => {
  const bursts = new Bursts();
  expect(press([...code], 2, bursts)).toMatchObject({ codes: [], typed: code });
  expect(bursts.holds).toBe(false);
});

describe("where nothing can be typed into", () => {
  const outside = (keys: string[], gap_ms: number): unknown => press(keys, gap_ms, new Bursts(), 1_000, false);

  it("a code may come as slowly as a person types it", () => {
    expect(outside([..."T-07", "Enter"], 300)).toMatchObject({ codes: ["T-07"], typed: "" });
    expect(outside([..."=2", "Enter"], 300)).toMatchObject({ codes: ["=2"] });
  });

  it("what a person typed there is told from what was scanned", () => {
    const told = (keys: string[], gap_ms: number, inField = false): unknown => {
      const bursts = new Bursts();
      return keys.map((key, at) => bursts.hear({ key, at_ms: 1_000 + gap_ms * at, inField })).at(-1)?.code;
    };
    expect(told([..."450", "Enter"], 180)).toEqual({ text: "450", isTyped: true });
    expect(told([..."1200", "Enter"], 80)).toEqual({ text: "1200", isTyped: true });
    expect(told([..."12", "Enter"], 40), "no scanner sends so little").toEqual({ text: "12", isTyped: true });
    for (const gap_ms of [1, 20, 50]) {
      for (const inField of [true, false]) expect(told([..."123456", "Enter"], gap_ms, inField)).toEqual({ text: "123456", isTyped: false });
    }
  });

  it("a scanner is heard that a busy computer slows down", () => {
    expect(outside([...code, "Enter"], 180)).toMatchObject({ codes: [code] });
  });

  /** What came out where there is a field for what is typed: what it got, and the codes. */
  const taken = (keys: string[], gap_ms: (at: number) => number): unknown => {
    const bursts = new Bursts();
    let [given, now_ms] = ["", 1_000];
    const codes = keys.flatMap((key, at) => {
      for (const due_ms = now_ms + Math.round(gap_ms(at)); now_ms < due_ms; now_ms += 1) given += bursts.expire(now_ms);
      const { giveBack, code } = bursts.hear({ key, at_ms: now_ms, inField: false, hasTaker: true });
      given += giveBack;
      return code?.text ?? [];
    });
    return [given + bursts.expire(now_ms + LONGEST_GAP_MS + 1), codes];
  };

  it("what a person types is given to the field that is there for it", () => {
    expect(taken([..."T-"], () => 150)).toEqual(["T-", []]);
    expect(taken([..."T"], () => 150), "one key may be the first of a scan").toEqual(["", []]);
    expect(taken([..."T-07"], (at) => 80 + 10 * at)).toEqual(["T-07", []]);
  });

  it("no scan is, however slow it is and wherever a busy computer stops", () => {
    for (const gap_ms of [1, 2, 20, 50]) {
      expect(taken([...code, "Enter"], () => gap_ms)).toEqual(["", [code]]);
      for (let stop = 1; stop <= code.length; stop += 1) {
        for (const stop_ms of [80, 120, 300]) {
          expect(taken([...code, "Enter"], (at) => (at === stop ? stop_ms : gap_ms)), `${stop_ms} ms before ${stop}`).toEqual(["", [code]]);
        }
      }
    }
    for (let seed = 1; seed <= 300; seed += 1) {
      const roll = dice(seed);
      expect(taken([...code, "Enter"], () => 38 + 24 * roll()), `after the seed ${seed}`).toEqual(["", [code]]);
    }
  });

  it("the space bar and Enter press buttons", () => {
    expect(outside([" ", "Enter", "Tab"], 300)).toMatchObject({ codes: [], typed: "< ><Enter><Tab>" });
  });
});

it("strips what this computer's scanner sends around a code", () => {
  const tab = new Bursts({ prefix: "]Q1", trailer: "", suffixes: ["Tab"] });
  expect(press([..."]Q1", ...code, "Tab"], 2, tab).codes).toEqual([code]);
  expect(press([...code, "Tab"], 2, tab).codes).toEqual([code]);
  expect(press([...code, "Enter"], 2, tab).codes).toEqual([]);
  const both = new Bursts({ prefix: "~", trailer: "END", suffixes: ["Enter"] });
  expect(press([..."~", ...code, ..."END", "Enter"], 2, both).codes).toEqual([code]);
  for (const other of [code, `~${code}`, "WEEKEND", "~END"]) expect(press([...other, "Enter"], 2, both).codes).toEqual([other]);
});

it("a person's code is what was typed, and ends with Enter, whatever the scanner sends", () => {
  const tab = new Bursts({ prefix: "", trailer: "7", suffixes: ["Tab"] });
  expect(press([..."T-07", "Enter"], 150, tab, 1_000, false)).toMatchObject({ codes: ["T-07"], typed: "" });
  expect(press([..."T-07", "Enter"], 150, tab, 9_000)).toMatchObject({ codes: [], typed: "T-07<Enter>" });
});
