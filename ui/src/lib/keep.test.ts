import { afterEach, expect, it, vi } from "vitest";
import { keep } from "./keep";

const CSV = { name: "fleet-2026-10-31.csv", content: btoa("part\r\n") };
afterEach(() => vi.restoreAllMocks());

it("a browser downloads the very bytes, under the name that the hub gave", async () => {
  const files: Blob[] = [];
  const pressed: string[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((file) => {
    files.push(file as Blob);
    return "blob:here";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    pressed.push(`${this.href} ${this.download}`);
  });
  expect(await keep(CSV)).toBe("fleet-2026-10-31.csv");
  expect([pressed, await files[0]?.text()]).toEqual([["blob:here fleet-2026-10-31.csv"], "part\r\n"]);
});
