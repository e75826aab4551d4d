import { expect, test } from "vitest";
import type { CreatorView } from "../../lib/api/types";
import { creatorOf, keyOf, nameInFile, nameOf, stranger, type Hint } from "./names";

const fern: CreatorView = {
  key: "fern-and-kiln",
  name: "Fern & Kiln",
  currency: "USD",
  sleeve_rule: "never",
  terms: {
    currency: "USD", deposit_minor: 0, paid: "before", pay_back: "refund", reward_minor: 0, reward_days: 0, overdue_days: null,
    lost_days: null, deposit_sku: "", damage_minor: 0, vat_bp: 0, forfeit_to: "income", turns_up: "give_back",
  },
  part_orders: "whole",
  thanks: "",
  return_days: null,
};

const file = (name: string, vendors: string[] = [], creator: string | null = null): Hint => ({ name, kind: vendors.length > 0 ? "orders" : "products", vendors, creator });

test("a name becomes a key that the hub takes", () => {
  expect(keyOf("Fern & Kiln")).toBe("fern-and-kiln");
  expect(keyOf("  Straße Nº 7! ")).toBe("strasse-no-7");
  expect(keyOf("とも")).toBe("");
});

test("a file's name says whose it is, without what exports are called", () => {
  expect(nameInFile("fern-and-kiln-products.csv")).toBe("Fern and Kiln");
  expect(nameInFile("orders_export (1).csv")).toBe("");
  expect(nameInFile("Nachtlicht Drucke orders 2026-10.csv")).toBe("Nachtlicht Drucke");
});

test("who sells counts more than what a file is called", () => {
  expect(nameOf([file("a-products.csv"), file("b.csv", ["Fern & Kiln"])])).toBe("Fern & Kiln");
  expect(nameOf([file("products_export.csv")])).toBe("");
});

test("a known creator is recognised by vendor or file name", () => {
  expect(creatorOf([file("export.csv", ["Fern & Kiln"])], [fern])).toBe(fern);
  expect(creatorOf([file("fern-and-kiln-products.csv")], [fern])).toBe(fern);
  expect(creatorOf([file("orders_export.csv")], [fern])).toBeNull();
});

test("a creator is recognised by the items in a file, whatever the file is called and whoever it says sells", () => {
  expect(creatorOf([file("orders_export.csv", [], "fern-and-kiln")], [fern])).toBe(fern);
  expect(creatorOf([file("orders_export.csv", ["Fern Ltd"], "fern-and-kiln")], [fern])).toBe(fern);
  expect(creatorOf([file("orders_export.csv", [], "somebody-gone")], [fern])).toBeNull();
});

test("an export of somebody else is noticed", () => {
  expect(stranger([file("a.csv", ["Fern & Kiln"]), file("products.csv")], fern)).toBeNull();
  expect(stranger([file("a.csv", ["Clay & Co"])], fern)).toBe("Clay & Co");
  expect(stranger([file("a.csv", ["Clay & Co"], "fern-and-kiln")], fern), "its items are known here").toBeNull();
});
