/** What is being filled in: a scan turns to the bench, and must not take away what somebody has typed and nobody keeps. */

export class Filling {
  readonly #page: Window;
  readonly #forms = new WeakMap<EventTarget, "edited" | "sent">();

  constructor(page: Window) {
    this.#page = page;
  }

  /** Whether a dialog is open, or a form that is shown was edited and not sent, or says why that was not done. */
  get isUnderWay(): boolean {
    const { document } = this.#page;
    return document.querySelector("dialog[open]") !== null || [...document.forms].some((form) => this.#holds(form));
  }

  #holds(form: HTMLFormElement): boolean {
    const was = this.#forms.get(form);
    return was === "edited" || (was === "sent" && form.querySelector("[role=alert]") !== null);
  }

  /** Watches forms until the returned function is called. */
  watch(): () => void {
    // Values don't tell: what a script has put into a field differs from what the page gave it, too.
    const edited = ({ target }: Event): void => {
      // What was searched for is quickly typed again.
      const form = target instanceof Element ? target.closest("form:not([role=search])") : null;
      if (form !== null) this.#forms.set(form, "edited");
    };
    const sent = ({ target }: Event): void => {
      if (target !== null && this.#forms.has(target)) this.#forms.set(target, "sent");
    };
    this.#page.addEventListener("input", edited, { capture: true });
    this.#page.addEventListener("submit", sent, { capture: true });
    return () => {
      this.#page.removeEventListener("input", edited, { capture: true });
      this.#page.removeEventListener("submit", sent, { capture: true });
    };
  }
}
