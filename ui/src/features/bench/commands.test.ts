import { expect, it } from "vitest";
import { commandOf } from "./desk.svelte";

const press = (key: string, held: KeyboardEventInit = {}): KeyboardEvent => new KeyboardEvent("keydown", { key, ...held });

it("knows the key of each command", () => {
  expect(commandOf(press("F2"))).toBe("NEXT");
  expect(commandOf(press("z", { ctrlKey: true }))).toBe("UNDO");
  expect(commandOf(press("Z", { ctrlKey: true }))).toBe("UNDO");
});

it("takes back nothing more for whoever wants the last one done again", () => {
  expect(commandOf(press("Z", { ctrlKey: true, shiftKey: true }))).toBe(null);
  expect(commandOf(press("z", { ctrlKey: true, altKey: true }))).toBe(null);
});

it("leaves what is pressed with another key to the system", () => {
  expect(commandOf(press("F4", { altKey: true }))).toBe(null);
  expect(commandOf(press("F4", { ctrlKey: true }))).toBe(null);
  expect(commandOf(press("z"))).toBe(null);
});
