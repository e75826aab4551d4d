/**
 * Hears a scanner that types anywhere in the window: before any field, button or dialog gets its keys.
 *
 * Keys are caught in the capture phase. What turns out to be a person's typing is put into the field that had the focus
 * when it was typed. A scan may begin in one field and end in another, or find its screen gone: it is one scan all the same.
 */

import { Bursts, LONGEST_GAP_MS } from "./bursts";

/** Listens on `page` and hands each code to `scanned`. Returns what ends it. */
export function listen(page: Window, scanned: (code: string) => void): () => void {
  const bursts = new Bursts();
  let timer = 0;
  /** Where the keys that are held were typed. */
  let typedInto: Element | null = null;

  // Late keys that lie in the queue already were pressed in time: they go first.
  const expireSoon = (): void => {
    timer = page.setTimeout(() => {
      timer = page.setTimeout(() => {
        giveTo(typedInto, bursts.expire(page.performance.now()));
        if (bursts.holds) expireSoon();
      }, 0);
    }, LONGEST_GAP_MS + 1);
  };

  const heard = (event: KeyboardEvent): void => {
    // Shortcuts and what an input method composes are nobody's scan; so is a key that we gave back.
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const held = bursts.holds;
    const verdict = bursts.hear({ key: event.key, at_ms: event.timeStamp });
    giveTo(typedInto, verdict.giveBack);
    if (!held || verdict.giveBack !== "") typedInto = page.document.activeElement;
    page.clearTimeout(timer);
    if (bursts.holds) expireSoon();
    if (!verdict.hold) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (verdict.code !== null) scanned(verdict.code);
  };

  page.addEventListener("keydown", heard, { capture: true });
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener("keydown", heard, { capture: true });
  };
}

/** Fields whose text has a caret that a script may move. */
const TEXTUAL = new Set(["text", "search", "tel", "url", "password"]);

/** Types `text` into `field` where it is one. On a button the space bar presses it; nowhere else does a character count. */
export function giveTo(field: Element | null, text: string): void {
  if (text === "") return;
  const typed = field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && TEXTUAL.has(field.type));
  if (!typed) {
    if (text === " " && field instanceof HTMLElement && field !== field.ownerDocument.body) field.click();
    return;
  }
  if (field.readOnly || field.disabled) return;
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  const room = field.maxLength < 0 ? text.length : Math.max(0, field.maxLength - field.value.length + (end - start));
  field.setRangeText(text.slice(0, room), start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
}
