/** Which screen is shown: the part of the address behind `#/`, so that Back goes back. */

/** The screens of the navigation, in its order. */
export const SCREENS = ["today", "bench", "receive", "orders", "waves", "handover", "takeback", "sleeves", "stock", "creators", "settings"] as const;
/** Those that only a link leads to. */
const ASIDE = ["gallery", "papers", "printers", "templates", "setup"] as const;
export type Screen = (typeof SCREENS)[number] | (typeof ASIDE)[number];

/** A screen, and what of it is shown: `orders/O-12`. */
export interface Route {
  screen: Screen;
  of: string | null;
}

function read(hash: string): Route {
  const [name, of] = hash.replace(/^#\//, "").split("/");
  const screen = [...SCREENS, ...ASIDE].find((known) => known === name) ?? "today";
  return { screen, of: of === undefined || of === "" ? null : decoded(of) };
}

/** What a person types into an address may be anything. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export class Router {
  route = $state.raw<Route>(read(location.hash));

  constructor() {
    addEventListener("hashchange", () => (this.route = read(location.hash)));
  }
}

/** The address of a screen. */
export function link(screen: Screen, of?: string): string {
  return of === undefined ? `#/${screen}` : `#/${screen}/${encodeURIComponent(of)}`;
}
