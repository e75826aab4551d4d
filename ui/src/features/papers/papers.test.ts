import { describe, expect, it } from "vitest";
import { bytesOf } from "../../lib/base64";
import { dotsFor, sheetOf } from "./print";
import { levelOf } from "./state";
import { targetOf } from "./target";
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

  it("is drawn as finely as a label needs, and a long one as the memory allows", () => {
    const A4 = { width_pt: 595, height_pt: 842 };
    expect([dotsFor(1, LABEL), dotsFor(1, A4)]).toEqual([406, 406]);
    expect(dotsFor(8, A4)).toBeLessThan(300);
    expect(dotsFor(400, A4)).toBe(200);
  });

  it("has a shape for what a person must know", () => {
    expect([levelOf("queued"), levelOf("done"), levelOf("failed"), levelOf("unsure"), levelOf("voided")]).toEqual(["warn", "ok", "stop", "stop", null]);
  });
});

it("goes to a printer by its name, and into a folder by its path", () => {
  expect(targetOf({ name: "ZD420", folder: null }).words).toBe("to the printer ZD420");
  expect(targetOf({ name: "Folder", folder: "/srv/hub.prints" }).words).toBe("into the folder /srv/hub.prints");
});
