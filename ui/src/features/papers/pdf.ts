/**
 * PDFs as pictures: pdf.js, fetched when the first paper is looked at, since WebKitGTK shows no PDF by itself.
 *
 * The build for older engines: which one the window has is up to the system that it runs on.
 */

import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "pdfjs-dist";
import { bytesOf } from "../../lib/base64";

/** A page's size on paper. */
export interface PageSize {
  width_pt: number;
  height_pt: number;
}

/** Points of a PDF in an inch. */
export const POINTS = 72;

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
    // Its fonts and drawing steps are made anew when it is looked at again.
    page.cleanup();
    return canvas;
  }

  /** Lets go of it. */
  close(): void {
    void this.#document.loadingTask.destroy();
  }
}

/** The library and its worker: begun once, and kept for the next paper. */
async function begin(): Promise<(data: Uint8Array<ArrayBuffer>) => PDFDocumentLoadingTask> {
  const [{ getDocument, GlobalWorkerOptions, PDFWorker }, { default: address }] = await Promise.all([
    import("pdfjs-dist/legacy/build/pdf.mjs"),
    import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?url"),
  ]);
  GlobalWorkerOptions.workerSrc = address;
  const worker = new PDFWorker();
  // The security policy allows neither eval nor WebAssembly; our papers need none.
  return (data) => getDocument({ data, worker, isEvalSupported: false, useWasm: false, useWorkerFetch: false, enableXfa: false });
}
let begun: ReturnType<typeof begin> | null = null;

/** Opens a PDF that came as base64. */
export async function openPdf(base64: string): Promise<Pdf> {
  begun ??= begin();
  try {
    const open = await begun;
    return new Pdf(await open(bytesOf(base64)).promise);
  } catch (error) {
    // What could not be fetched is fetched again when the next paper is looked at.
    begun = null;
    throw error;
  }
}
