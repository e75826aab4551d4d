/** The badges and PINs of two people who stand for something. */

import type { Signature } from "../../lib/api/types";

export class Two {
  readonly people = $state([{ badge: "", pin: "" }, { badge: "", pin: "" }]);

  constructor(readonly needed: () => boolean) {}

  /** What a request says of them; nothing where nobody is needed. */
  get signatures(): Signature[] {
    return this.needed() ? this.people.map(({ badge, pin }) => ({ badge, pin: pin.trim() })) : [];
  }

  get ready(): boolean {
    return !this.needed() || this.people.every(({ badge, pin }) => badge !== "" && pin.trim() !== "");
  }

  /** A PIN that was not right is typed anew. */
  forget(): void {
    for (const person of this.people) person.pin = "";
  }
}
