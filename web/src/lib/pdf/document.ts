/** Opens a PDF with PDF.js, which is loaded only then. Its worker is a file of ours: the policy allows no other. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { Decoders } from './decoders';
import { foldScraps, type PageText, type Scrap } from './text';

type Library = typeof import('pdfjs-dist');

/** Bytes of a piece: a long document is read where it is looked at, and not as a whole. */
const pieceLength = 256 * 1024;

export interface Size {
  width: number;
  height: number;
}

export interface Pdf {
  library: Library;
  pages: number;
  /** Of the first page, in points; most documents have one size. */
  size: Size;
  page: (number: number) => Promise<PDFPageProxy>;
  text: (number: number) => Promise<PageText>;
  close: () => void;
}

export async function openPdf(url: string): Promise<Pdf> {
  const library = await import('pdfjs-dist');
  library.GlobalWorkerOptions.workerSrc = workerUrl;
  const task = library.getDocument({
    url,
    rangeChunkSize: pieceLength,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    // Asked for here, not in the worker: that one may not fetch.
    useWorkerFetch: false,
    BinaryDataFactory: Decoders,
    verbosity: library.VerbosityLevel.ERRORS,
  });
  const document = await task.promise;
  const texts = new Map<number, Promise<PageText>>();
  return {
    library,
    pages: document.numPages,
    size: sizeOf(await document.getPage(1)),
    page: (number) => document.getPage(number),
    text: (number) => {
      const known = texts.get(number) ?? textOf(document, number);
      texts.set(number, known);
      return known;
    },
    close: () => void task.destroy(),
  };
}

export function sizeOf(page: PDFPageProxy): Size {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

async function textOf(document: PDFDocumentProxy, number: number): Promise<PageText> {
  const { items } = await (await document.getPage(number)).getTextContent();
  return foldScraps(items.filter((item): item is typeof item & Scrap => 'str' in item));
}
