/** The way to the hub in the window: the one `rpc` command and the `journal` event of the program around this page. */

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { HubError, isRefusal, type Transport } from "./client";

/** Whether this page is in the window. */
export function isWindow(): boolean {
  return "__TAURI_INTERNALS__" in globalThis;
}

/** The way to the hub that the window has shown since this `opening`: once another one is open, it leads nowhere. */
export function tauri(opening: number): Transport {
  return {
    async send(name, request, { deed }) {
      try {
        return await invoke<unknown>("rpc", { name, request, deed: deed ?? null, opening });
      } catch (cause) {
        if (isRefusal(cause)) throw new HubError(cause.code, cause.message, { cause });
        throw new HubError("internal", String(cause), { cause });
      }
    },
    follow(follower) {
      const following = listen<number>("journal", (event) => follower.seq(event.payload));
      follower.connected(true);
      return () => void following.then((end) => end());
    },
  };
}
