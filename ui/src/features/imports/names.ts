/** From an export to its creator: file names and vendors are all that is known before anything is imported. */

import type { CreatorView, ExportKind } from "../../lib/api/types";

/** A file before it is imported, as far as its creator can be told from it. */
export interface Hint {
  name: string;
  kind: ExportKind;
  vendors: readonly string[];
  /** The key of the creator whose items are in it, as the hub found. */
  creator: string | null;
}

/** What the hub takes for a creator's key: small letters, digits and hyphens. */
export function keyOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase();
  return plain.replace(/&/g, " and ").replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
}

/** The creator's name in `fern-and-kiln-products (2).csv`. */
export function nameInFile(file: string): string {
  const bare = file.replace(/\.[a-z]+$/i, "").replace(/\(\d+\)|\d{2,}/g, " ");
  const words = bare.split(/[^\p{L}\p{N}&]+/u).filter((word) => word !== "" && !/^(products?|orders?|exports?|shop|store|csv|all)$/i.test(word));
  return words.map((word) => (word === "and" ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(" ");
}

/** The name that a file suggests: who sells, or what the file is called. */
export function nameOf(files: readonly Hint[]): string {
  const vendor = files.flatMap((file) => file.vendors)[0];
  return vendor ?? files.map((file) => nameInFile(file.name)).find((name) => name !== "") ?? "";
}

/** The creator whose export this is: one of the known ones that is called so, or whose items are in it. */
export function creatorOf(files: readonly Hint[], known: readonly CreatorView[]): CreatorView | null {
  const names = [...files.flatMap((file) => file.vendors), ...files.map((file) => nameInFile(file.name))];
  const keys = names.map(keyOf).filter((key) => key !== "");
  const called = known.find((creator) => keys.includes(creator.key) || keys.includes(keyOf(creator.name)));
  return called ?? known.find(({ key }) => files.some(({ creator }) => creator === key)) ?? null;
}

/**
 * Who sells according to the files, where that is somebody else than `creator` and the items in them are not `creator`'s
 * either; an export put under a wrong creator is hard to mend.
 */
export function stranger(files: readonly Hint[], creator: Pick<CreatorView, "key" | "name">): string | null {
  const own = [creator.key, keyOf(creator.name)];
  return files.filter((file) => file.creator !== creator.key).flatMap((file) => file.vendors).find((vendor) => !own.includes(keyOf(vendor))) ?? null;
}
