import { describe, expect, it } from "vitest";
import type { DocumentView, PrintersView, PrinterView, RouteView } from "../../lib/api/types";
import { begunSheet, inherited, kindOf, routeOf, sizesOn, wayOf } from "./words";

const FOLDER: PrinterView = { name: "Folder", way: "folder", address: "hub.prints", folder: "/srv/hub.prints", language: "pdf", dpi: 203 };
const DOOR: PrinterView = { ...FOLDER, name: "Door", way: "network", address: "10.0.0.7", folder: null, language: "zpl", dpi: 300 };
const route = (bench: string, document: string, printer: string | null): RouteView => ({ bench, document, printer, size: null });
const ROUTES = [route("", "", "Folder"), route("", "parcel_label", "Door"), route("side", "", "Side")];

describe("a printer", () => {
  it("says how papers reach it and what it is sent", () => {
    expect([wayOf(FOLDER), wayOf(DOOR), wayOf({ ...DOOR, way: "system" })]).toEqual(["files in /srv/hub.prints", "in the network at 10.0.0.7", "“10.0.0.7” of this system"]);
    expect(kindOf(DOOR)).toBe("ZPL, 300 dpi");
  });

  it("that reads ZPL is offered no pages", () => {
    const size = (name: string, is_label: boolean) => ({ name, title: name, labels: 1, is_label });
    const label: DocumentView = { document: "bin_label", title: "Bins", usual_size: "a4-24", sizes: [size("62mm", true), size("a4-24", false)] };
    expect(sizesOn(label, DOOR).map(({ name }) => name)).toEqual(["62mm"]);
    expect(sizesOn(label, FOLDER)).toHaveLength(2);
  });
});

describe("a document goes", () => {
  it("where its bench says, else where it goes from every bench, else where its bench's other papers go", () => {
    expect(routeOf(ROUTES, "side", "parcel_label")).toBeNull();
    expect(inherited(ROUTES, "side", "parcel_label")?.printer).toBe("Door");
    expect(inherited(ROUTES, "side", "manifest")?.printer).toBe("Side");
    expect(inherited(ROUTES, "main", "parcel_label")?.printer).toBe("Door");
    expect(inherited(ROUTES, "main", "manifest")?.printer).toBe("Folder");
    expect(inherited(ROUTES, "", "parcel_label")?.printer).toBe("Folder");
    expect(inherited(ROUTES, "side", "")?.printer).toBe("Folder");
  });
});

describe("a sheet of labels", () => {
  const size = (name: string, labels: number) => ({ name, title: name, labels, is_label: labels === 1 });
  const bins: DocumentView = { document: "bin_label", title: "Bins", usual_size: "a4-24", sizes: [size("62mm", 1), size("a4-24", 24), size("a4-65", 65)] };
  const office: PrinterView = { ...FOLDER, name: "Office", way: "system", address: "laser" };
  const kept = (...routes: RouteView[]): PrintersView => ({
    printers: [FOLDER, office],
    routes,
    documents: [bins],
    benches: ["side"],
    sheets: [{ printer: "Office", size: "a4-24", label: 5 }],
  });

  it("is gone on with wherever a printer takes it, also with all else", () => {
    const begun = { printer: "Office", size: "a4-24", labels: 24, label: 5 };
    expect(begunSheet(kept(route("", "", "Office")), "", bins)).toEqual(begun);
    expect(begunSheet(kept(route("", "", "Folder"), route("side", "", "Office")), "side", bins)).toEqual(begun);
    const chosen = { ...route("", "bin_label", "Office"), size: "a4-65" };
    expect(begunSheet(kept(route("", "", "Folder"), chosen), "side", bins)).toEqual({ printer: "Office", size: "a4-65", labels: 65, label: 1 });
  });

  it("is none in a folder that takes all else, nor where nothing is printed, nor on a roll", () => {
    expect(begunSheet(kept(route("", "", "Folder")), "", bins)).toBeNull();
    expect(begunSheet(kept(route("", "", "Office"), route("", "bin_label", null)), "", bins)).toBeNull();
    expect(begunSheet(kept(route("", "", "Office"), { ...route("", "bin_label", "Office"), size: "62mm" }), "", bins)).toBeNull();
    expect(begunSheet(kept(route("", "", "Folder"), route("", "bin_label", "Folder")), "", bins)?.label).toBe(1);
  });
});
