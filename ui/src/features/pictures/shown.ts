/** Pictures that were looked at. The same digest is the same picture: it is asked for once, and is there at once. */

import { call, type Transport } from "../../lib/api/client";
import type { PicturedItem } from "../../lib/api/types";
import { bytesOf } from "../../lib/base64";

/** More than a parcel or a walk needs; the oldest goes first. */
const KEPT = 40;

const known = new Map<string, Promise<string | null>>();

/** The address of an item's picture; nothing where it was taken away meanwhile. */
export function addressOf(transport: Transport, of: PicturedItem): Promise<string | null> {
  const found = known.get(of.digest) ?? fetchPicture(transport, of);
  known.delete(of.digest);
  known.set(of.digest, found);
  // What could not be fetched is fetched again by whoever asks next.
  found.catch(() => known.delete(of.digest));
  for (const [digest, oldest] of known) {
    if (known.size <= KEPT) break;
    known.delete(digest);
    void oldest.then((address) => address !== null && URL.revokeObjectURL(address), () => undefined);
  }
  return found;
}

async function fetchPicture(transport: Transport, { creator, sku }: PicturedItem): Promise<string | null> {
  const picture = await call(transport, "item_picture", { creator, sku });
  if (picture === null) return null;
  return URL.createObjectURL(new Blob([bytesOf(picture.content)], { type: picture.media }));
}
