import { describe, expect, it } from "vitest";
import { bytesOf } from "./pdf";
import { sheetOf } from "./print";
import { levelOf } from "./state";
import { fitting, larger, smaller } from "./zoom";

const LABEL = { width_pt: 288, height_pt: 432 };

describe("a paper on the screen", () => {
  it("fits into its room, whichever side is short", () => {
    expect(fitting(LABEL, { width: 288, height: 9999 })).toBe(72);
    expect(fitting(LABEL, { width: 9999, height: 864 })).toBe(144);
    expect(fitting(LABEL, { width: 1, height: 1 })).toBe(24);
  });

  it("grows and shrinks by steps, to an end", () => {
    expect([larger(72), larger(73), smaller(72), smaller(73)]).toEqual([96, 96, 48, 72]);
    expect([larger(340), smaller(48), smaller(30)]).toEqual([340, 48, 30]);
  });
});

describe("a paper on its way", () => {
  it("is the bytes that were sent", () => {
    expect([...bytesOf("JVBERgD/")]).toEqual([0x25, 0x50, 0x44, 0x46, 0, 255]);
  });

  it("fills a sheet of its own size, and nothing else of the window is printed", () => {
    expect(sheetOf(LABEL)).toContain("@page { size: 288pt 432pt; margin: 0; }");
    expect(sheetOf(LABEL)).toContain("body > :not(.sheets) { display: none");
  });

  it("has a shape for what a person must know", () => {
    expect([levelOf("queued"), levelOf("done"), levelOf("failed"), levelOf("voided")]).toEqual(["warn", "ok", "stop", null]);
  });
});
