/**
 * PDFs as pictures: pdf.js, fetched when the first paper is looked at, since WebKitGTK shows no PDF by itself.
 *
 * The build for older engines: which one the window has is up to the system that it runs on.
 */

import type { PDFDocumentProxy } from "pdfjs-dist";

/** A page's size on paper. */
export interface PageSize {
  width_pt: number;
  height_pt: number;
}

/** Points of a PDF in an inch. */
const POINTS = 72;

/** A paper that is open. */
export class Pdf {
  readonly #document: PDFDocumentProxy;

  constructor(document: PDFDocumentProxy) {
    this.#document = document;
  }

  get pages(): number {
    return this.#document.numPages;
  }

  /** The size of the page `number`, from 1. */
  async size(number: number): Promise<PageSize> {
    const { width, height } = (await this.#document.getPage(number)).getViewport({ scale: 1 });
    return { width_pt: width, height_pt: height };
  }

  /** Draws the page `number`, so many dots of it to an inch. */
  async draw(number: number, dots: number): Promise<HTMLCanvasElement> {
    const page = await this.#document.getPage(number);
    const viewport = page.getViewport({ scale: dots / POINTS });
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport }).promise;
    return canvas;
  }

  /** Lets go of it. */
  close(): void {
    void this.#document.loadingTask.destroy();
  }
}

/** Opens a PDF that came as base64. */
export async function openPdf(base64: string): Promise<Pdf> {
  const [{ getDocument, GlobalWorkerOptions }, worker] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?url"),
  ]);
  GlobalWorkerOptions.workerSrc = worker.default;
  // The security policy allows neither eval nor WebAssembly; our papers need none.
  const task = getDocument({ data: bytesOf(base64), isEvalSupported: false, useWasm: false, useWorkerFetch: false, enableXfa: false });
  return new Pdf(await task.promise);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
