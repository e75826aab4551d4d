/** What to do about a hub that can't be opened, by the hub's code for it, and what a fault of the program leaves behind. */

import type { ErrorCode } from "../../lib/api/types";

const BACKUP = "If it is damaged, put a backup of it in its place, then try again.";

/** Where the report of a fault of the program is. */
export const reported = (file: string): string => `A report for its makers, without any buyer’s data, is in ${file}.`;

export function todo(code: ErrorCode): string[] {
  switch (code) {
    case "occupied":
      return ["Look for another window of Loopdock, or a terminal in which it serves this hub, and use or close that one.", "Then try again. Nothing is wrong with the file."];
    case "not_found":
      return ["Connect the drive that it is on, or put it back where it was, then try again.", "If you moved or renamed it, open it where it is now."];
    case "bad_file":
      return ["The file was not changed.", "If a newer Loopdock wrote it, update this program.", BACKUP];
    case "disk_full":
      return ["Make room on the disk, then try again. Nothing was lost."];
    case "internal":
      return ["Try again: what was being packed goes on where it was.", "If it stops again, keep the report and ask for help with it."];
    case "refused":
    case "bad_call":
      return ["Try again, or open another hub."];
  }
}
