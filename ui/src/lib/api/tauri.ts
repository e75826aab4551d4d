/** The way to the program around this page, the window: its own commands, the hub's one `rpc` command, and the `journal` event. */

import { invoke, type InvokeArgs } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { HubError, isRefusal, type Transport } from "./client";
import type { WindowCommands } from "./types";

/** Whether this page is in the window. */
export function isWindow(): boolean {
  return "__TAURI_INTERNALS__" in globalThis;
}

/** Asks the program around this page for a command of its own. Rejects with a {@link HubError}. */
export async function ask<N extends keyof WindowCommands>(name: N, request: WindowCommands[N]["request"]): Promise<WindowCommands[N]["answer"]> {
  // The program and these types are made from the same declarations.
  return (await send("shell", { name, request })) as WindowCommands[N]["answer"];
}

/** Sends one of the program's two commands. */
async function send(command: "shell" | "rpc", request: InvokeArgs): Promise<unknown> {
  try {
    return await invoke<unknown>(command, request);
  } catch (cause) {
    if (isRefusal(cause)) throw new HubError(cause.code, cause.message, { cause });
    throw new HubError("internal", String(cause), { cause });
  }
}

/**
 * The way to the hub that the window has shown since this `opening`: once another one is open, it leads nowhere.
 *
 * @param seq what the journal had grown to when the page was told of that.
 */
export function tauri(opening: number, seq: number): Transport {
  return {
    // Openings count up as long as this window is there, and what its page keeps in the session ends with it.
    hub: `opening ${opening}`,
    send: (name, request, { deed }) => send("rpc", { name, request, deed: deed ?? null, opening }),
    follow(follower) {
      const following = listen<number>("journal", (event) => follower.seq(event.payload));
      // What happened before that was heard.
      void following.then(() => ask("state", {})).then((view) => {
        if (view.opening === opening && view.seq > seq) follower.seq(view.seq);
      });
      follower.connected(true);
      return () => void following.then((end) => end());
    },
  };
}
