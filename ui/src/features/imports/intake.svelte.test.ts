import { expect, it } from "vitest";
import type { Transport } from "../../lib/api/client";
import { Hub } from "../../lib/hub.svelte";
import { Intake } from "./intake.svelte";

interface Asked {
  name: string;
  request: { content?: string; creator?: string };
  answer: () => void;
}

/** A hub that answers each command when it is told to. */
function slowHub(): { hub: Hub; asked: Asked[] } {
  const asked: Asked[] = [];
  const answers: Record<string, (content: string) => unknown> = {
    creators: () => [{ key: "ink", name: "Ink" }, { key: "oak", name: "Oak" }],
    import_preview: (content) => ({ kind: atob(content).startsWith("order") ? "orders" : "products", count: 1, unreadable: 0, vendors: [atob(content)].filter((vendor) => vendor !== "nobody"), creator: null, currencies: [] }),
    import_products: () => ({ added: 1 }),
  };
  const transport: Transport = {
    send: (name, request) => {
      const sent = request as Asked["request"];
      return new Promise((resolve) => asked.push({ name, request: sent, answer: () => resolve(answers[name]?.(sent.content ?? "")) }));
    },
    follow: () => () => undefined,
  };
  return { hub: new Hub(transport), asked };
}

const file = (name: string, vendor: string): File => new File([vendor], name);
const names = (intake: Intake): string[] => intake.exports.map((known) => `${known.name}${known.report === null ? "" : " in"}`);

/** Lets everything that is asked be answered. */
async function answer(asked: Asked[]): Promise<void> {
  for (let quiet = 0; quiet < 5; quiet++) {
    await new Promise((later) => setTimeout(later, 5));
    const open = asked.splice(0);
    if (open.length > 0) quiet = 0;
    for (const { answer } of open) answer();
  }
}

async function oakIsIn(): Promise<{ intake: Intake; asked: ReturnType<typeof slowHub>["asked"] }> {
  const { hub, asked } = slowHub();
  const intake = new Intake(hub);
  void intake.take([file("oak.csv", "Oak")]);
  await answer(asked);
  void intake.go();
  await answer(asked);
  return { intake, asked };
}

it("files that are dropped while others are read are read as well", async () => {
  const { hub, asked } = slowHub();
  const intake = new Intake(hub);
  void intake.take([file("one.csv", "Ink")]);
  void intake.take([file("two.csv", "Ink 2"), file("three.csv", "Ink 3")]);
  expect([intake.state, intake.waiting.length]).toEqual(["reading", 3]);
  await answer(asked);
  expect([intake.state, intake.waiting.length, names(intake)]).toEqual(["found", 0, ["one.csv", "two.csv", "three.csv"]]);
});

it("a file that is dropped while one is imported is looked at next, for its own creator, and what went in is still told", async () => {
  const { hub, asked } = slowHub();
  const intake = new Intake(hub);
  void intake.take([file("ink.csv", "Ink")]);
  await answer(asked);
  expect(intake.creator).toBe("ink");
  const gone = intake.go();
  void intake.take([file("oak.csv", "Oak")]);
  expect([intake.state, intake.waiting.map(({ name }) => name)]).toEqual(["importing", ["oak.csv"]]);
  await answer(asked);
  expect(await gone, "there is more to do").toBe(false);
  expect([intake.state, intake.creator, names(intake)]).toEqual(["found", "oak", ["ink.csv in", "oak.csv"]]);
  const all = intake.go();
  await answer(asked);
  expect([await all, intake.state, names(intake)]).toEqual([true, "done", ["ink.csv in", "oak.csv in"]]);
});

it("a file that says nothing of its own is offered to whoever the last one was for, and never to somebody new", async () => {
  const { intake, asked } = await oakIsIn();
  expect(intake.state).toBe("done");
  void intake.take([file("orders_export.csv", "nobody")]);
  await answer(asked);
  expect([intake.state, intake.creator]).toEqual(["found", "oak"]);
  intake.clear();
  void intake.take([file("moss-products.csv", "Moss")]);
  await answer(asked);
  expect([intake.creator, intake.newName], "one that names somebody else is not").toEqual(["", "Moss"]);
});

it("orders whose items nobody has here are told, until products come with them", async () => {
  const { hub, asked } = slowHub();
  const intake = new Intake(hub);
  void intake.take([file("orders.csv", "orders of Moss")]);
  await answer(asked);
  expect([intake.creator, intake.withoutItems()]).toEqual(["", ["orders.csv"]]);
  intake.creator = "ink";
  expect(intake.withoutItems(), "nor has who has other items").toEqual(["orders.csv"]);
  void intake.take([file("products.csv", "Moss")]);
  await answer(asked);
  expect([names(intake), intake.withoutItems()]).toEqual([["products.csv", "orders.csv"], []]);
});

it("what a file came to is told until somebody says that it was seen, whatever is dropped and forgotten meanwhile", async () => {
  const { intake, asked } = await oakIsIn();
  void intake.take([file("ink.csv", "Ink")], "ink");
  await answer(asked);
  expect([intake.state, intake.creator, names(intake)]).toEqual(["found", "ink", ["oak.csv in", "ink.csv"]]);
  intake.forget();
  expect([intake.state, names(intake)]).toEqual(["done", ["oak.csv in"]]);
  intake.clear();
  expect([intake.state, names(intake)]).toEqual(["empty", []]);
});
