import { flushSync } from "svelte";
import { expect, it } from "vitest";
import type { Transport } from "../../lib/api/client";
import type { MovementsView, MovementView } from "../../lib/api/types";
import { Hub } from "../../lib/hub.svelte";
import { Past } from "./past.svelte";

const settled = async (): Promise<void> => {
  flushSync();
  await new Promise((later) => setTimeout(later, 1));
};
const view = (seqs: number[], newest: number, before: number | null): MovementsView => ({
  rows: seqs.map((seq) => ({ seq }) as MovementView),
  before,
  since_ms: before,
  newest,
});

it("what was found further back stays when something moves, until a gap would show", async () => {
  let next = view([98, 95], 99, 50);
  const asked: unknown[] = [];
  const transport: Transport = {
    send: (_, request) => {
      asked.push((request as { before: unknown }).before);
      return Promise.resolve(next);
    },
    follow: () => () => undefined,
  };
  const hub = new Hub(transport);
  let past: Past | null = null;
  const end = $effect.root(() => {
    past = new Past(hub, () => ({ bin: "A-01-1" }));
  });
  const shown = (): unknown => [past?.rows.map(({ seq }) => seq), past?.before];
  await settled();
  expect(shown()).toEqual([[98, 95], 50]);

  next = view([40, 7], 99, null);
  await past!.further();
  expect(shown()).toEqual([[98, 95, 40, 7], null]);

  next = view([100, 98, 95], 101, 52);
  hub.seq++;
  await settled();
  expect(shown()).toEqual([[100, 98, 95, 40, 7], null]);

  next = view([900], 900, 850);
  hub.seq++;
  await settled();
  expect(shown()).toEqual([[900], 850]);
  expect(asked).toEqual([null, 50, null, null]);
  end();
});
