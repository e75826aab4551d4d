/** Prints the pages of a paper with the system's own dialog, each as a picture that fills its sheet. */

import type { PageSize, Pdf } from "./pdf";

/** Twice what a label printer has: a module of a code is whole dots of it, and so it is here. */
const DOTS = 406;

/** What is put around the pages: everything else of this window is no paper. */
export function sheetOf({ width_pt, height_pt }: PageSize): string {
  return `@page { size: ${width_pt}pt ${height_pt}pt; margin: 0; }
    @media print {
      body > :not(.sheets) { display: none !important; }
      .sheets img { display: block; width: ${width_pt}pt; height: ${height_pt}pt; break-after: page; }
      .sheets img:last-child { break-after: auto; }
    }
    @media screen { .sheets { display: none; } }`;
}

export async function printPages(pdf: Pdf): Promise<void> {
  const sheets = document.createElement("div");
  sheets.className = "sheets";
  const urls: string[] = [];
  for (let number = 1; number <= pdf.pages; number++) {
    const picture = document.createElement("img");
    const url = URL.createObjectURL(await blobOf(await pdf.draw(number, DOTS)));
    urls.push(url);
    picture.src = url;
    await picture.decode();
    sheets.append(picture);
  }
  const style = new CSSStyleSheet();
  style.replaceSync(sheetOf(await pdf.size(1)));
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

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob === null ? failed(new Error("a page could not be drawn")) : done(blob))),
  );
}
