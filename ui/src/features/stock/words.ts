/** Stock in words: kinds, places, and what moved it. */

import type { ItemKind, PlaceKind } from "../../lib/api/types";

export const KINDS: Record<ItemKind, string> = {
  stocked: "stocked",
  kit: "a kit",
  digital: "digital",
};

const PLACES: Record<PlaceKind, string> = {
  bin: "bin",
  tote: "tote",
  bench: "bench",
  quarantine: "quarantine",
  parcel: "parcel",
  supplier: "supplier",
  customer: "buyer",
  scrap: "thrown away",
  count: "count",
  restored: "restored",
};

/** What people call a place: a bin or tote by its name, what nobody can touch by what it is. */
export function placeOf(kind: PlaceKind, name: string): string {
  switch (kind) {
    case "bin":
    case "tote":
      return name;
    case "bench":
      return `bench ${name}`;
    case "parcel":
      return name === "" ? "a parcel" : `parcel ${name}`;
    default:
      return PLACES[kind];
  }
}

const DEEDS: Record<string, string> = {
  receive_units: "received",
  set_aside: "set aside, damaged",
  put_away: "put away",
  take_units: "picked",
  put_in_tote: "picked",
  put_back: "put back",
  short_pick: "missing at picking",
  start_packing: "packing",
  pack_units: "packed",
  unpack: "unpacked",
  spoil_unit: "damaged at packing",
  close_handover: "handed over",
  count_bin: "counted",
  undo: "taken back",
  reopen_parcel: "parcel opened again",
};

/** The deed that moved something, in a few words; one that has none here says its own name. */
export function deedOf(did: string): string {
  return DEEDS[did] ?? did.replaceAll("_", " ");
}
