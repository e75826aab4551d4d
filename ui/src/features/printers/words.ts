/** What printers are, in words. */

import type { DocumentView, PrinterLanguage, PrinterView, PrinterWay, RouteView, SizeView } from "../../lib/api/types";

export const WAYS: { value: PrinterWay; name: string }[] = [
  { value: "system", name: "A printer of this system" },
  { value: "network", name: "A label printer in the network, by its address" },
  { value: "folder", name: "A folder, as files" },
];

export const LANGUAGES: { value: PrinterLanguage; name: string }[] = [
  { value: "pdf", name: "PDF" },
  { value: "zpl", name: "ZPL, as label printers of Zebra and others read it" },
];

export const DOTS = ["203", "300", "600"] as const;

/** How papers reach it: `in the network at 10.0.0.7`. */
export function wayOf({ way, address, folder }: PrinterView): string {
  if (way === "folder") return `files in ${folder ?? address}`;
  return way === "system" ? `“${address}” of this system` : `in the network at ${address}`;
}

/** `ZPL, 203 dpi`. */
export function kindOf({ language, dpi }: PrinterView): string {
  return `${language.toUpperCase()}, ${dpi} dpi`;
}

/** What is set for a document of a bench itself. */
export function routeOf(routes: readonly RouteView[], bench: string, document: string): RouteView | null {
  return routes.find((route) => route.bench === bench && route.document === document) ?? null;
}

/** What holds where a document of a bench says nothing itself, as the hub looks it up. */
export function inherited(routes: readonly RouteView[], bench: string, document: string): RouteView | null {
  const next: [string, string][] = bench === "" ? [["", ""]] : [["", document], [bench, ""], ["", ""]];
  for (const [at, of] of next) {
    const route = at === bench && of === document ? null : routeOf(routes, at, of);
    if (route !== null) return route;
  }
  return null;
}

/** The sizes that a document can have on a printer. */
export function sizesOn(document: DocumentView, printer: PrinterView | undefined): SizeView[] {
  return printer?.language === "zpl" ? document.sizes.filter(({ is_label }) => is_label) : document.sizes;
}
