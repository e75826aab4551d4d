/** Files that people keep: in the window where the system's dialog says, in a browser where that keeps its downloads. */

import type { FileView } from "./api/types";
import { ask, isWindow } from "./api/tauri";
import { bytesOf } from "./base64";

/** Browsers begin to read what they download a moment after they were told to. */
const READ_MS = 60_000;

/** Keeps a file. Answers where it is, and nothing where nobody chose a place. Rejects with a HubError. */
export async function keep(file: FileView): Promise<string | null> {
  if (isWindow()) return (await ask("save_file", file)).file;
  const address = URL.createObjectURL(new Blob([bytesOf(file.content)]));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_MS);
  return file.name;
}
