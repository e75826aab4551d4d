import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Sounds } from "./sound.svelte";

/** What the system's sound was told. */
let told: string[] = [];

class FakeContext {
  state = "running";
  currentTime = 0;
  destination = {};
  constructor() {
    told.push("made");
  }
  resume(): void {
    told.push("resume");
    this.state = "running";
  }
  suspend(): void {
    told.push("suspend");
    this.state = "suspended";
  }
  close(): Promise<void> {
    told.push("close");
    return Promise.resolve();
  }
}
class FakeNode {
  gain = { setTargetAtTime: () => undefined };
  connect = (): FakeNode => this;
  start = (): void => void told.push("tone");
  stop = (): void => undefined;
}

beforeEach(() => {
  told = [];
  localStorage.clear();
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", FakeContext);
  vi.stubGlobal("OscillatorNode", FakeNode);
  vi.stubGlobal("GainNode", FakeNode);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("sound rests when nothing sounds, and is awake before the next answer", () => {
  const sounds = new Sounds();
  sounds.play("ok");
  vi.advanceTimersByTime(1_000);
  sounds.play("ok");
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual(["made", "tone", "tone", "suspend"]);
  sounds.wake();
  sounds.play("ok");
  expect(told.slice(4)).toEqual(["resume", "tone"]);
});

it("what is mute is not woken", () => {
  const sounds = new Sounds();
  sounds.keep(0);
  sounds.wake();
  sounds.play("stop");
  expect(told).toEqual([]);
});

it("a computer that gives no sound is no reason to stop", () => {
  vi.stubGlobal("AudioContext", () => {
    throw new Error("no device");
  });
  const sounds = new Sounds();
  sounds.wake();
  sounds.play("ok");
  vi.stubGlobal("AudioContext", FakeContext);
  sounds.play("ok");
  expect(told).toEqual(["made", "tone"]);
});

it("whoever leaves a hub gives its sound back", () => {
  const sounds = new Sounds();
  sounds.play("ok");
  sounds.close();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual(["made", "tone", "close"]);
});
