/** Prints the pages of a paper with the system's own dialog, each as a picture that fills its sheet. */

import type { PageSize, Pdf } from "./pdf";

/** Twice what a label printer has: a module of a code is whole dots of it, and so it is here. */
const DOTS = 406;
/** The fewest dots to an inch that a code is still read from. */
const FEWEST_DOTS = 200;
/** Pixels of all pages together, four bytes each: the engine holds them while it prints. */
const MOST_PIXELS = 60_000_000;

/** Dots to an inch for so many pages: a label gets all it can use, a long paper as many as the memory has room for. */
export function dotsFor(pages: number, { width_pt, height_pt }: PageSize): number {
  const inches = (width_pt / 72) * (height_pt / 72) * Math.max(1, pages);
  return Math.max(FEWEST_DOTS, Math.min(DOTS, Math.floor(Math.sqrt(MOST_PIXELS / inches))));
}

/**
 * What is put around the pages: everything else of this window is no paper. A page is as large as it is, and smaller where the
 * chosen sheet, or what its printer leaves free at the edges, has no room for that: else it would run over onto an empty one.
 */
export function sheetOf({ width_pt, height_pt }: PageSize): string {
  return `@page { size: ${width_pt}pt ${height_pt}pt; margin: 0; }
    @media print {
      body > :not(.sheets) { display: none !important; }
      .sheets { height: 100%; }
      .sheets img { display: block; width: ${width_pt}pt; height: ${height_pt}pt; max-width: 100%; max-height: 100%; object-fit: contain; object-position: top left; break-after: page; }
      .sheets img:last-child { break-after: auto; }
    }
    @media screen { .sheets { display: none; } }`;
}

export async function printPages(pdf: Pdf): Promise<void> {
  const sheets = document.createElement("div");
  sheets.className = "sheets";
  const urls: string[] = [];
  const size = await pdf.size(1);
  const dots = dotsFor(pdf.pages, size);
  for (let number = 1; number <= pdf.pages; number++) {
    const picture = document.createElement("img");
    const url = URL.createObjectURL(await blobOf(await pdf.draw(number, dots)));
    urls.push(url);
    picture.src = url;
    await picture.decode();
    sheets.append(picture);
  }
  const style = new CSSStyleSheet();
  style.replaceSync(sheetOf(size));
  document.adoptedStyleSheets.push(style);
  document.body.append(sheets);
  try {
    await printed();
  } finally {
    sheets.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((known) => known !== style);
    for (const url of urls) URL.revokeObjectURL(url);
  }
}

/** Some engines return from `print` at once and say later when it is over. */
function printed(): Promise<void> {
  return new Promise((over) => {
    addEventListener("afterprint", () => over(), { once: true });
    print();
  });
}

/** The page as a file; the canvas is let go of, which engines do late by themselves. */
function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => {
      canvas.width = 0;
      if (blob === null) failed(new Error("a page could not be drawn"));
      else done(blob);
    }),
  );
}
