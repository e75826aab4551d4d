/**
 * Hears a scanner that types anywhere in the window: before any field, button or dialog gets its keys.
 *
 * Keys are caught in the capture phase. What turns out to be a person's typing is put into the field that had the focus
 * when it was typed, or, where none had, into the one that the screen has for it (`data-gets-typing`). A scan may begin in
 * one field and end in another, or find its screen gone: it is one scan all the same.
 */

import type { Bursts, Code, Key } from "./bursts";
import { Typeahead } from "./typeahead";

/** A timer that is so late, in milliseconds, says that the window was busy, and that keys may be waiting. */
const BUSY_MS = 8;

/** Hears what comes from the keyboard. */
export interface Listener {
  /** The first key of what is likely a scan: no field has the focus, or the one that is there for codes. */
  begins(): void;
  /** Every key that might be a scanner's, as it arrives. */
  key(key: Key): void;
  /** A whole code. */
  scanned(code: Code): void;
}

/** Listens on `page` until the returned function is called. */
export function listen(page: Window, bursts: Bursts, listener: Listener): () => void {
  let timer = 0;
  /** Where the keys that are held go if a person typed them. */
  let typedInto: HTMLElement | null = null;
  const typeahead = new Typeahead();
  const giveBack = (into: HTMLElement | null, text: string): void => {
    if (into instanceof HTMLSelectElement) typeahead.type(into, text, page.performance.now());
    else giveTo(into, text);
    // From here on whoever types is in a field like any other.
    if (text !== "" && into === takerOf(page.document) && !isField(page.document.activeElement)) into?.focus({ preventScroll: true });
  };

  // A busy window hears late what was pressed in time, one key after the other: it waits for the next one as much longer
  // as this one was late, and once more when it was too busy to look at the clock.
  const expireSoon = (late_ms: number): void => {
    const due_ms = page.performance.now() + bursts.patience_ms + 1 + late_ms;
    timer = page.setTimeout(() => {
      const now_ms = page.performance.now();
      if (now_ms - due_ms > BUSY_MS) return expireSoon(0);
      giveBack(typedInto, bursts.expire(now_ms));
      if (bursts.holds) expireSoon(0);
    }, due_ms - page.performance.now());
  };

  const heard = (event: KeyboardEvent): void => {
    // Enter or the space bar held on a button is one press.
    if (event.repeat && (event.key === "Enter" || event.key === " ") && !isField(page.document.activeElement)) return swallow(event);
    // Shortcuts and what an input method composes are nobody's scan; so is a key that we gave back.
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    const focused = page.document.activeElement;
    const isList = focused instanceof HTMLSelectElement;
    // The space bar opens a list that nobody types into.
    if (isList && event.key === " " && !bursts.holds && !typeahead.goesOn(focused, page.performance.now())) return;
    const inField = isList || isField(focused);
    const taker = takerOf(page.document);
    const key = { key: event.key, at_ms: event.timeStamp, inField, hasTaker: taker !== null };
    listener.key(key);
    const held = bursts.holds;
    const verdict = bursts.hear(key);
    giveBack(typedInto, verdict.giveBack);
    if (!held || verdict.giveBack !== "") typedInto = inField && focused instanceof HTMLElement ? focused : taker;
    if (!held && bursts.holds && (!inField || focused === taker)) listener.begins();
    page.clearTimeout(timer);
    if (bursts.holds) expireSoon(Math.max(0, page.performance.now() - event.timeStamp));
    if (!verdict.hold) return;
    swallow(event);
    if (verdict.code !== null) listener.scanned(verdict.code);
  };

  page.addEventListener("keydown", heard, { capture: true });
  return () => {
    page.clearTimeout(timer);
    page.removeEventListener("keydown", heard, { capture: true });
  };
}

/** Keeps a key from the page. */
function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** The field that gets what is typed elsewhere; none behind a dialog. */
function takerOf(page: Document): HTMLInputElement | null {
  const taker = page.querySelector<HTMLInputElement>("input[data-gets-typing]");
  return taker !== null && page.querySelector("dialog[open]") === null ? taker : null;
}

/** Fields whose text has a caret that a script may move. */
const TEXTUAL = new Set(["text", "search", "tel", "url", "password"]);

function isField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && TEXTUAL.has(element.type));
}

/** Types `text` into `field` where it is one; nowhere else does a character count. */
export function giveTo(field: Element | null, text: string): void {
  if (text === "" || !isField(field) || field.readOnly || field.disabled) return;
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  const room = field.maxLength < 0 ? text.length : Math.max(0, field.maxLength - field.value.length + (end - start));
  field.setRangeText(text.slice(0, room), start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
}
