/** The program around this page, where there is one: it has the hub that is open, and can open another. */

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { HubError, isRefusal } from "./api/client";
import type { WindowCommands, WindowView } from "./api/types";

type Name = keyof WindowCommands;
/** Those that answer with the window as it is then. */
type Turn = { [N in Name]: WindowCommands[N]["answer"] extends WindowView ? N : never }[Name];

/** Asks the program around this page. Rejects with a {@link HubError}. */
export async function ask<N extends Name>(name: N, request: WindowCommands[N]["request"]): Promise<WindowCommands[N]["answer"]> {
  try {
    // The program and these types are made from the same declarations.
    return await invoke<WindowCommands[N]["answer"]>("shell", { name, request });
  } catch (cause) {
    if (isRefusal(cause)) throw new HubError(cause.code, cause.message, { cause });
    throw new HubError("internal", String(cause), { cause });
  }
}

export class Desktop {
  view = $state.raw<WindowView | null>(null);
  /** What is being done, as it may take seconds. */
  busy = $state<Turn | null>(null);
  /** Why that was not done. */
  fault = $state<string | null>(null);

  /** Follows the program from now on. Made before the screens are, so that it answers while those are made. */
  constructor() {
    void listen<WindowView>("window", (event) => (this.view = event.payload));
    void this.turn("state", {});
  }

  /** Follows the menu to the screens until the returned function is called. */
  follow(go: (screen: string) => void): () => void {
    const menu = listen<string>("go", (event) => go(event.payload));
    return () => void menu.then((end) => end());
  }

  /** Asks for another hub, or for this one's state; answers whether it was done. */
  async turn<N extends Turn>(name: N, request: WindowCommands[N]["request"]): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = name;
    this.fault = null;
    try {
      this.view = (await ask(name, request)) as WindowView;
      return true;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.fault = error.message;
      return false;
    } finally {
      this.busy = null;
    }
  }
}
