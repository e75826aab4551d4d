/** What printers are, in words. */

import type { DocumentView, PrinterLanguage, PrinterView, PrinterWay, PrintersView, RouteView, SizeView } from "../../lib/api/types";

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

/**
 * The sheet of labels that a document of a bench goes on with: its printer and size, how many labels it has, and the first that is
 * free, from 1. None where it is printed on no sheet, or into a folder that nobody chose for it, whose files begin anew.
 */
export function begunSheet(kept: PrintersView, bench: string, document: DocumentView): { printer: string; size: string; labels: number; label: number } | null {
  const route = routeOf(kept.routes, bench, document.document) ?? inherited(kept.routes, bench, document.document);
  const printer = kept.printers.find(({ name }) => name === route?.printer);
  if (route === null || printer === undefined) return null;
  const isChosen = route.document !== "";
  const name = (isChosen ? route.size : null) ?? document.usual_size;
  const size = document.sizes.find((known) => known.name === name);
  if (size === undefined || size.labels === 1 || (!isChosen && printer.way === "folder")) return null;
  const begun = kept.sheets.find((known) => known.printer === printer.name && known.size === name);
  return { printer: printer.name, size: name, labels: size.labels, label: begun?.label ?? 1 };
}
