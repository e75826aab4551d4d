import { expect, test } from "vitest";
import type { OrderCounts } from "../../lib/api/types";
import { found, sentence } from "./report";

const orders: OrderCounts = {
  orders: 3, accepted: 2, held: 1, skipped: 0, rejected: 0, digital_only: 0, lines_to_pick: 2, units_to_pick: 2,
  added: 2, unchanged: 1, updated: 0, conflicts: 0, encoding: "UTF-8", problems: [],
};

test("an import says what is new, what was there, and what needs a person", () => {
  expect(sentence({ kind: "orders", counts: orders })).toBe("3 orders: 2 new, 1 as they were, 1 held for a person.");
  const products = { products: 1, added: 0, updated: 0, unchanged: 0, encoding: "UTF-8", problems: [] };
  expect(sentence({ kind: "products", counts: products })).toBe("1 product.");
});

test("a file says what it holds before it goes in", () => {
  const view = { kind: "orders", count: 1, unreadable: 0, vendors: ["Ink"], currencies: ["EUR"], creator: null, encoding: "UTF-8" } as const;
  expect(found({ ...view, vendors: [...view.vendors], currencies: [...view.currencies] })).toBe("1 order in EUR, sold by Ink");
  expect(found({ kind: "products", count: 6, unreadable: 2, vendors: [], currencies: ["USD"], creator: null, encoding: "UTF-8" })).toBe("6 products in USD, 2 more rows can't be read");
});
