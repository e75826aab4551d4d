/** The number that a packer two metres away needs to see: how many to take, or how many are left. */

import type { ReceiveWork, Say, Work } from "../../lib/api/types";

/** Its digits and what they count, or nothing where a step has no number. */
export interface Quantity {
  digits: number;
  of: string;
}

export function quantityOf(next: Say, work: Work): Quantity | null {
  switch (next.id) {
    case "do-go-to-bin":
    case "do-take":
      return { digits: next.qty, of: next.title };
    case "do-put-in-tote":
    case "do-put-in-empty-tote":
      return { digits: next.qty, of: next.order };
    case "do-put-away":
    case "do-choose-bin":
      return { digits: next.left, of: "to put away" };
    case "do-pack-units":
      return { digits: next.left, of: next.title };
    case "do-load":
      return { digits: next.waiting, of: "waiting" };
    case "do-give":
      return next.loaded > 0 ? { digits: next.loaded, of: "to be given" } : { digits: next.waiting, of: "to be fetched" };
    case "do-look-over-crate":
      return { digits: next.sleeves, of: "sleeves" };
    case "do-stocktake":
      return { digits: next.left, of: "to be seen" };
    case "do-receive":
      return typeof work === "object" && "receive" in work ? stillToCome(work.receive) : null;
    default:
      return null;
  }
}

/** Of what was announced; what nobody announced is counted without an end. */
function stillToCome({ runs }: ReceiveWork): Quantity | null {
  const announced = runs.flatMap(({ expected, received }) => (expected === null ? [] : [Math.max(0, expected - received)]));
  return announced.length === 0 ? null : { digits: announced.reduce((sum, left) => sum + left, 0), of: "still to come" };
}
