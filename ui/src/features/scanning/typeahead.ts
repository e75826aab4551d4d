/** Typing into a list of choices, as browsers know it: what was held back for a scanner and was a person's goes on here. */

/** What is typed after a longer pause begins a new word, in milliseconds. */
const PAUSE_MS = 1_000;

export class Typeahead {
  #into: HTMLSelectElement | null = null;
  #text = "";
  #last_ms = Number.NEGATIVE_INFINITY;

  /** Whether what is typed into `list` now goes on with the word before it. */
  goesOn(list: HTMLSelectElement, now_ms: number): boolean {
    return list === this.#into && now_ms - this.#last_ms <= PAUSE_MS;
  }

  /** Chooses what begins with what was typed so far; the same letter again goes to the next that begins with it. */
  type(list: HTMLSelectElement, text: string, now_ms: number): void {
    if (text === "" || list.disabled) return;
    this.#text = this.goesOn(list, now_ms) ? this.#text + text.toLowerCase() : text.toLowerCase();
    this.#into = list;
    this.#last_ms = now_ms;
    const isOneLetter = [...this.#text].every((letter) => letter === this.#text[0]);
    const wanted = isOneLetter ? (this.#text[0] ?? "") : this.#text;
    const options = [...list.options];
    // From the next one on where a letter is repeated or new, from the chosen one where a word goes on.
    const from = list.selectedIndex + (isOneLetter ? 1 : 0);
    const found = options.map((_, at) => (from + at) % options.length).find((at) => {
      const option = options[at];
      return option !== undefined && !option.disabled && option.text.trim().toLowerCase().startsWith(wanted);
    });
    if (found === undefined || found === list.selectedIndex) return;
    list.selectedIndex = found;
    for (const kind of ["input", "change"]) list.dispatchEvent(new Event(kind, { bubbles: true }));
  }
}
