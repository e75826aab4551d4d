/** What is not shown at once is not read at once: the first screen is there sooner, and the rest comes while nobody waits. */

/** Nobody has gone elsewhere so soon after the start. */
const REST_MS = 2_000;

/** Modules by name, each read when it is first asked for and once only. */
export class Later<Modules extends Record<string, unknown>> {
  readonly #readers: { [Name in keyof Modules]: () => Promise<Modules[Name]> };
  readonly #read = new Map<keyof Modules, Promise<unknown>>();

  constructor(readers: { [Name in keyof Modules]: () => Promise<Modules[Name]> }) {
    this.#readers = readers;
  }

  /** The module; the same promise each time. One that could not be read is tried again when it is asked for again. */
  get<Name extends keyof Modules>(name: Name): Promise<Modules[Name]> {
    const known = this.#read.get(name) as Promise<Modules[Name]> | undefined;
    if (known !== undefined) return known;
    const reading = this.#readers[name]();
    this.#read.set(name, reading);
    reading.catch(() => this.#read.delete(name));
    return reading;
  }

  /** Reads all of them, one after the other, once the start is over. Answers what ends that. */
  rest(): () => void {
    const timer = setTimeout(() => void this.#all(), REST_MS);
    return () => clearTimeout(timer);
  }

  async #all(): Promise<void> {
    for (const name of Object.keys(this.#readers)) await this.get(name).catch(() => undefined);
  }
}
