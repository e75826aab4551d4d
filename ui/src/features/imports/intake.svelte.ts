/**
 * Exports on their way into the hub: chosen or dropped, looked at, assigned to a creator, imported one after the other.
 *
 * Whatever brings files hands them to `take`: a file field, a drop on the page, or the window's own drop. There is one for
 * each hub, whichever screen is shown: a row that can't be read is told nowhere else.
 */

import { call, HubError } from "../../lib/api/client";
import type { CreatorView, ExportView, OrderCounts, ProductCounts } from "../../lib/api/types";
import { base64Of } from "../../lib/base64";
import { newDeed } from "../../lib/deed";
import type { Hub } from "../../lib/hub.svelte";
import { creatorOf, keyOf, nameOf, type Hint } from "./names";

/** What a file came to. */
export type Report = { kind: "products"; counts: ProductCounts } | { kind: "orders"; counts: OrderCounts };

/** A file and how far it is. */
export interface Export {
  name: string;
  /** Nothing once it is in: it may be large. */
  content: string;
  view: ExportView;
  report: Report | null;
  /** The key of the creator for whom it went in. */
  into: string | null;
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
  /** Files that came while others were read or imported: they are looked at next. */
  waiting = $state.raw<readonly File[]>([]);
  readonly #hub: Hub;
  /** The key of whoever the last import was for. */
  #last = "";
  /** Adding the new creator: sent again, it is the same deed. */
  #adding: { key: string; deed: string } | null = null;
  /** The key of the creator whose the files are that came last, where that is known. */
  #fixed: string | null = null;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  /** Whether everything that the import needs is known. */
  get isReady(): boolean {
    return this.state === "found" && this.#pending.length > 0 && (this.creator !== "" || keyOf(this.newName) !== "");
  }

  /** Files of orders, not in yet, of whose items the creator has none here while no products come with them. */
  withoutItems(): string[] {
    if (this.exports.some(({ view, into }) => view.kind === "products" && (into === null || into === this.creator))) return [];
    return this.#pending.filter(({ view }) => this.creator === "" || view.creator !== this.creator).map(({ name }) => name);
  }

  /** Looks at files; what was found before stays. `fixed` is the creator whose they are, where that is known. */
  async take(files: readonly File[], fixed: string | null = null): Promise<void> {
    this.waiting = [...this.waiting, ...files];
    this.#fixed = fixed;
    if (this.state === "reading" || this.state === "importing") return;
    // What came in is still told above what is found now, which may be another creator's.
    if (this.state === "done") [this.creator, this.newName] = ["", ""];
    await this.#readWaiting();
  }

  /** Imports what was found. Answers whether everything went in and nothing came meanwhile. */
  async go(): Promise<boolean> {
    if (!this.isReady) return false;
    this.state = "importing";
    this.fault = null;
    try {
      const key = this.creator === "" ? await this.#add() : this.creator;
      for (const file of this.exports) if (file.report === null) await this.#import(file, key);
      this.#last = key;
      this.state = "done";
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.fault = error.message;
      this.state = "found";
    } finally {
      this.current = null;
    }
    if (this.waiting.length > 0) {
      if (this.state === "done") [this.creator, this.newName] = ["", ""];
      const { fault } = this;
      await this.#readWaiting();
      this.fault ??= fault;
    }
    return this.state === "done";
  }

  async #readWaiting(): Promise<void> {
    if (this.waiting.length === 0) return;
    this.state = "reading";
    this.fault = null;
    const found = [...this.exports];
    const refused: Refused[] = [];
    // More may come while the first are read.
    for (let file = this.waiting[0]; file !== undefined; file = this.waiting[0]) {
      try {
        if (file.size > LARGEST_BYTES) throw new Error("it is larger than 200 MB, which no export is");
        const content = await base64Of(file);
        const view = await call(this.#hub.transport, "import_preview", { content });
        const again = found.findIndex((known) => known.content === content && known.report === null);
        const fresh = { name: file.name, content, view, report: null, into: null, deed: newDeed(Date.now()) };
        if (again < 0) found.push(fresh);
      } catch (error) {
        if (error instanceof HubError) refused.push({ name: file.name, why: error.message });
        else refused.push({ name: file.name, why: `The file can't be read: ${error instanceof Error ? error.message : String(error)}` });
      }
      this.waiting = this.waiting.slice(1);
    }
    const rank = ({ report, view }: Export): number => (report !== null ? 0 : view.kind === "products" ? 1 : 2);
    this.exports = found.sort((one, other) => rank(one) - rank(other));
    this.refused = refused;
    await this.#suggest();
    this.state = this.#pending.length > 0 ? "found" : this.exports.length > 0 ? "done" : "empty";
  }

  /** Forgets the files that are not in yet. What the others came to is still told. */
  forget(): void {
    this.#leave(this.exports.filter(({ report }) => report !== null));
  }

  /** Forgets all files, and what they came to. */
  clear(): void {
    this.#leave([]);
  }

  #leave(exports: Export[]): void {
    this.exports = exports;
    this.refused = [];
    this.waiting = [];
    this.creator = "";
    this.newName = "";
    this.fault = null;
    this.state = exports.length > 0 ? "done" : "empty";
  }

  /** What was found and is not in yet. */
  get #pending(): Export[] {
    return this.exports.filter(({ report }) => report === null);
  }

  /** The files that are not in yet, as far as their creator can be told from them. */
  get hints(): Hint[] {
    return this.#pending.map(({ name, view }) => ({ name, kind: view.kind, vendors: view.vendors, creator: view.creator }));
  }

  async #suggest(): Promise<void> {
    const hints = this.hints;
    if (this.newName === "") this.newName = nameOf(hints);
    if (this.#fixed !== null) this.creator = this.#fixed;
    if (this.creator !== "") return;
    try {
      const known: CreatorView[] = await call(this.#hub.transport, "creators", {});
      // A file that says nothing of its own belongs to the one before it.
      const before = nameOf(hints) === "" ? known.find(({ key }) => key === this.#last) : undefined;
      this.creator = (creatorOf(hints, known) ?? before)?.key ?? "";
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      this.fault = error.message;
    }
  }

  async #add(): Promise<string> {
    const key = keyOf(this.newName);
    const currency = this.#pending.flatMap((file) => file.view.currencies)[0] ?? null;
    const request = { key, name: this.newName.trim(), currency, sleeve_rule: null, terms: null, part_orders: null, thanks: null, return_days: null };
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
    this.exports = this.exports.map((known) => (known === file || known.deed === file.deed ? { ...known, report, into: creator, content: "" } : known));
  }
}
