/** The number that a packer two metres away needs to see: how many to take, or how many are left. */

import type { Say } from "../../lib/api/types";

/** Its digits and what they count, or nothing where a step has no number. */
export interface Quantity {
  digits: number;
  of: string;
}

export function quantityOf(next: Say): Quantity | null {
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
    default:
      return null;
  }
}
