/** Where papers go, in words: a folder is named, because whoever looks for a paper must find it. */

import type { HubView } from "../../lib/api/types";

export interface Target {
  isPrinter: boolean;
  /** What it is called: a printer by its name, a folder by its path. */
  name: string;
  /** With the word before it, as a sentence goes on: `to the printer ZD420`, `into the folder /srv/hub.prints`. */
  words: string;
}

export function targetOf({ print_to, papers_folder }: Pick<HubView, "print_to" | "papers_folder">): Target {
  const name = papers_folder ?? print_to.slice(print_to.indexOf(":") + 1);
  const isPrinter = print_to.startsWith("printer:");
  return { isPrinter, name, words: isPrinter ? `to the printer ${name}` : `into the folder ${name}` };
}
