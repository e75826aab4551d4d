/** Where papers go, in words: a folder is named, because whoever looks for a paper must find it. */

import type { PrinterView } from "../../lib/api/types";

export interface Target {
  isPrinter: boolean;
  /** What it is called: a printer by its name, a folder by its path. */
  name: string;
  /** With the word before it, as a sentence goes on: `to the printer ZD420`, `into the folder /srv/hub.prints`. */
  words: string;
}

export function targetOf({ name, folder }: Pick<PrinterView, "name" | "folder">): Target {
  const isPrinter = folder === null;
  return { isPrinter, name: folder ?? name, words: isPrinter ? `to the printer ${name}` : `into the folder ${folder}` };
}
