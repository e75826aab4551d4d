/** The program around this page, where there is one: it has the hub that is open, and can open another. */

import { listen } from "@tauri-apps/api/event";
import { HubError } from "./api/client";
import { ask } from "./api/tauri";
import type { WindowCommands, WindowView } from "./api/types";

type Name = keyof WindowCommands;
/** Those that answer with the window as it is then. */
type Turn = { [N in Name]: WindowCommands[N]["answer"] extends WindowView ? N : never }[Name];

export class Desktop {
  view = $state.raw<WindowView | null>(null);
  /** What is being done, as it may take seconds. */
  busy = $state<Turn | null>(null);
  /** Why that was not done. */
  fault = $state<string | null>(null);
  /** The report of a fault of the program that somebody has read. */
  readReport = $state<string | null>(null);
  /** Whether somebody is being told what a new hub is, before they choose its file. */
  beginsNewHub = $state(false);

  /**
   * Follows the program from now on. Made before the screens are, so that it answers while those are made.
   *
   * @param told how the window was when the page was loaded, where the page was told.
   */
  constructor(told: WindowView | null) {
    this.view = told;
    const following = listen<WindowView>("window", (event) => (this.view = event.payload));
    if (told === null) void this.turn("state", {});
    // What happened before that was heard.
    else void following.then(() => ask("state", {})).then((view) => (this.view = view));
  }

  /** Follows the menu to the screens until the returned function is called. */
  follow(go: (screen: string) => void): () => void {
    const menu = [listen<string>("go", (event) => go(event.payload)), listen("new-hub", () => (this.beginsNewHub = true))];
    return () => menu.forEach((following) => void following.then((end) => end()));
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
