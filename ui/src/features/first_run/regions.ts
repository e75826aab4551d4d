/** The currencies and time zones that this computer knows by name. Whether the hub takes one, the hub says. */

import type { CountryName } from "../../lib/api/types";

interface Choice {
  value: string;
  name: string;
}

function among(kind: "currency" | "timeZone", chosen: string): string[] {
  const known = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf(kind) : [];
  return chosen === "" || known.includes(chosen) ? known : [chosen, ...known];
}

/** Currencies by their code, which is what people type. */
export function currencies(chosen: string): Choice[] {
  const names = new Intl.DisplayNames(undefined, { type: "currency" });
  return among("currency", chosen).map((value) => {
    const name = names.of(value) ?? value;
    return { value, name: name === value ? value : `${value} – ${name}` };
  });
}

/** Time zones by place. */
export function timezones(chosen: string): Choice[] {
  return among("timeZone", chosen).map((value) => ({ value, name: value.replaceAll("_", " ") }));
}

/** Countries by name, and none where nobody says which. */
export function choicesOf(countries: readonly CountryName[]): Choice[] {
  return [{ value: "", name: "Not said" }, ...countries.map(({ code, name }) => ({ value: code, name }))];
}
