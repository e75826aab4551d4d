/**
 * A long list of which only what is looked at is here: its length, and the pages around what is shown, fetched as somebody
 * scrolls.
 */

import { untrack } from "svelte";
import type { Hub } from "./hub.svelte";
import { Question } from "./question.svelte";

/** A part of a list, and how long all of it is. */
export interface Page<T> {
  total: number;
  rows: T[];
}

/** Asks for the rows from `offset` on, at most `limit` of them. */
export type Fetch<T> = (offset: number, limit: number) => Promise<Page<T>>;

/** Rows that are asked for at once. */
const PAGE = 100;
/** Rows before and after what is shown that are asked for next, so that they are here when somebody scrolls to them. */
const AHEAD = 50;
/** Pages that are asked for at a time: those around the end of one, and the beginning of the next. */
const AT_ONCE = 2;

export class Rows<T> extends Question {
  /** How many there are. */
  total = $state(0);
  /** Whether the first answer has come. */
  isLoaded = $state(false);
  /** Counts up when another question was answered for the first time: a table then begins at its top. */
  question = $state(0);
  #pages = $state.raw<ReadonlyMap<number, T[]>>(new Map());
  #fetch: Fetch<T> | null = null;
  #round = 0;
  #asked = new Set<number>();
  #from = 0;
  #to = 0;

  /**
   * To be made while a component is set up.
   *
   * @param ask reads what the question depends on (a search text, say) and answers how to ask it. The list is asked for
   * anew when that changes, and when the journal grows.
   */
  constructor(hub: Hub, ask: () => Fetch<T>) {
    super();
    let seen = -1;
    $effect(() => {
      const seq = hub.seq;
      void hub.connected;
      const fetch = ask();
      const isNew = seq === seen || !untrack(() => this.isLoaded);
      seen = seq;
      this.#fetch = fetch;
      untrack(() => void this.#renew(isNew));
    });
  }

  /** The row at `at`, if it is here. */
  row(at: number): T | undefined {
    return this.#pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  /** Sees to it that the rows `from..to` come. */
  want(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
    if (!this.isLoaded) return;
    const isMissing = (page: number): boolean => !this.#pages.has(page) && !this.#asked.has(page);
    for (const page of this.#inSight().filter(isMissing)) {
      // Whoever drags the bar past a thousand pages waits for none but those in sight.
      if (this.#asked.size < AT_ONCE) void this.#load(page);
    }
    // Only where nothing that is in sight has to wait for it.
    const ahead = [this.#pageOf(this.#to - 1 + AHEAD), this.#pageOf(this.#from - AHEAD)].find(isMissing);
    if (ahead !== undefined && this.#asked.size === 0) void this.#load(ahead);
  }

  protected override ask(): Promise<void> {
    return this.#renew(!this.isLoaded);
  }

  #pageOf(at: number): number {
    return Math.floor(Math.max(0, Math.min(at, this.total - 1)) / PAGE);
  }

  #inSight(): number[] {
    const pages: number[] = [];
    for (let page = this.#pageOf(this.#from); page <= this.#pageOf(this.#to - 1); page++) pages.push(page);
    return pages;
  }

  /** Asks anew. What is shown stays until the answer is here, so that nothing flickers. */
  async #renew(isNew: boolean): Promise<void> {
    const fetch = this.#fetch;
    if (fetch === null) return;
    const round = ++this.#round;
    this.#asked.clear();
    const pages = isNew ? [0] : this.#inSight();
    const fresh = new Map<number, T[]>();
    try {
      const answers = await Promise.all(pages.map((page) => fetch(page * PAGE, PAGE)));
      if (round !== this.#round) return;
      answers.forEach((answer, at) => fresh.set(pages[at] ?? 0, answer.rows));
      this.#pages = fresh;
      this.total = answers[0]?.total ?? 0;
      this.fault = null;
      this.isLoaded = true;
      if (isNew) this.question++;
      this.want(this.#from, this.#to);
    } catch (error) {
      if (round === this.#round) this.failed(error);
    }
  }

  async #load(page: number): Promise<void> {
    const round = this.#round;
    this.#asked.add(page);
    try {
      const answer = await this.#fetch?.(page * PAGE, PAGE);
      if (round !== this.#round || answer === undefined) return;
      this.#pages = new Map(this.#pages).set(page, answer.rows);
      this.total = answer.total;
      this.#asked.delete(page);
      this.want(this.#from, this.#to);
    } catch (error) {
      this.#asked.delete(page);
      if (round === this.#round) this.failed(error);
    }
  }
}
