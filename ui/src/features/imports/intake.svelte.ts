/**
 * Exports on their way into the hub: chosen or dropped, looked at, assigned to a creator, imported one after the other.
 *
 * Whatever brings files hands them to `take`: a file field, a drop on the page, or the window's own drop.
 */

import { call, HubError } from "../../lib/api/client";
import type { CreatorView, ExportView, OrderCounts, ProductCounts } from "../../lib/api/types";
import { newDeed } from "../../lib/deed";
import type { Hub } from "../../lib/hub.svelte";
import { creatorOf, keyOf, nameOf, type Hint } from "./names";

/** What a file came to. */
export type Report = { kind: "products"; counts: ProductCounts } | { kind: "orders"; counts: OrderCounts };

/** A file and how far it is. */
export interface Export {
  name: string;
  content: string;
  view: ExportView;
  report: Report | null;
  /** The same again is the same deed. */
  deed: string;
}

/** A file that is no export. */
export interface Refused {
  name: string;
  why: string;
}

/** A file beyond this would only fill the memory. */
const LARGEST_BYTES = 200 * 1024 * 1024;

export class Intake {
  /** What was found, products before orders: an order whose items are not known is held. */
  exports = $state.raw<Export[]>([]);
  refused = $state.raw<Refused[]>([]);
  /** The key of a known creator; empty for a new one. */
  creator = $state("");
  /** What a new creator is called. */
  newName = $state("");
  state = $state<"empty" | "reading" | "found" | "importing" | "done">("empty");
  fault = $state<string | null>(null);
  /** The file that is being imported. */
  current = $state<string | null>(null);
  readonly #hub: Hub;
  /** Adding the new creator: sent again, it is the same deed. */
  #adding: { key: string; deed: string } | null = null;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** Whether everything that the import needs is known. */
  get isReady(): boolean {
    return this.state === "found" && this.exports.some((file) => file.report === null) && (this.creator !== "" || keyOf(this.newName) !== "");
  }

  /** Looks at files; what was found before and not imported stays. `fixed` is the creator whose they are, where that is known. */
  async take(files: readonly File[], fixed: string | null = null): Promise<void> {
    if (files.length === 0 || this.state === "reading" || this.state === "importing") return;
    if (this.state === "done") this.clear();
    this.state = "reading";
    this.fault = null;
    const found = [...this.exports];
    const refused: Refused[] = [];
    for (const file of files) {
      try {
        if (file.size > LARGEST_BYTES) throw new Error("it is larger than 200 MB, which no export is");
        const content = await base64(file);
        const view = await call(this.#hub.transport, "import_preview", { content });
        const again = found.findIndex((known) => known.content === content);
        const fresh = { name: file.name, content, view, report: null, deed: newDeed(Date.now()) };
        if (again < 0) found.push(fresh);
      } catch (error) {
        if (error instanceof HubError) refused.push({ name: file.name, why: error.message });
        else refused.push({ name: file.name, why: `The file can't be read: ${error instanceof Error ? error.message : String(error)}` });
      }
    }
    this.exports = found.sort((one, other) => Number(one.view.kind === "orders") - Number(other.view.kind === "orders"));
    this.refused = refused;
    await this.#suggest(fixed);
    this.state = this.exports.length > 0 ? "found" : "empty";
  }

  /** Imports what was found. Answers whether everything went in. */
  async go(): Promise<boolean> {
    if (!this.isReady) return false;
    this.state = "importing";
    this.fault = null;
    try {
      const key = this.creator === "" ? await this.#add() : this.creator;
      for (const file of this.exports) if (file.report === null) await this.#import(file, key);
      this.state = "done";
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.fault = error.message;
      this.state = "found";
    } finally {
      this.current = null;
    }
    return this.state === "done";
  }

  /** Forgets all files. */
  clear(): void {
    this.exports = [];
    this.refused = [];
    this.creator = "";
    this.newName = "";
    this.fault = null;
    this.state = "empty";
  }

  /** The files, as far as their creator can be told from them. */
  get hints(): Hint[] {
    return this.exports.map(({ name, view }) => ({ name, kind: view.kind, vendors: view.vendors }));
  }

  async #suggest(fixed: string | null): Promise<void> {
    const hints = this.hints;
    if (this.newName === "") this.newName = nameOf(hints);
    if (fixed !== null) this.creator = fixed;
    if (this.creator !== "") return;
    try {
      const known: CreatorView[] = await call(this.#hub.transport, "creators", {});
      this.creator = creatorOf(hints, known)?.key ?? "";
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.fault = error.message;
    }
  }

  async #add(): Promise<string> {
    const key = keyOf(this.newName);
    const currency = this.exports.flatMap((file) => file.view.currencies)[0] ?? null;
    const request = { key, name: this.newName.trim(), currency, sleeve_rule: null, deposit: null, part_orders: null };
    if (this.#adding?.key !== key) this.#adding = { key, deed: newDeed(Date.now()) };
    const added = await call(this.#hub.transport, "add_creator", request, { deed: this.#adding.deed });
    this.creator = added.key;
    return added.key;
  }

  async #import(file: Export, creator: string): Promise<void> {
    this.current = file.name;
    const request = { creator, content: file.content };
    const report: Report =
      file.view.kind === "products"
        ? { kind: "products", counts: await call(this.#hub.transport, "import_products", request, { deed: file.deed }) }
        : { kind: "orders", counts: await call(this.#hub.transport, "import_orders", request, { deed: file.deed }) };
    this.exports = this.exports.map((known) => (known === file || known.deed === file.deed ? { ...known, report } : known));
  }
}

/** A file's bytes in base64, made by the browser, which is quick with a hundred megabytes. */
function base64(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => fail(reader.error ?? new Error("unknown"));
    reader.readAsDataURL(file);
  });
}
