/** Loads pictures and pages of PDFs as backgrounds, and keeps them for as long as the page is open. */
import { mediaPath } from '@/lib/links';
import type { Sheet } from './paint';

/** Twice the board's own units: sharp also where one zooms in. */
const sheetWidth = 3200;
const kept = new Map<string, Promise<Sheet>>();

/** `file` is the signed address; `number` a page of a PDF, null for a picture. Rejects when it cannot be read. */
export function loadSheet(key: string, file: string, number: number | null): Promise<Sheet> {
  const known = kept.get(key);
  if (known) return known;
  const url = mediaPath(file);
  const sheet = number === null ? loadPicture(url) : loadPdfPage(url, number);
  kept.set(key, sheet);
  sheet.catch(() => kept.delete(key));
  return sheet;
}

async function loadPicture(url: string): Promise<Sheet> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return { image, width: image.naturalWidth, height: image.naturalHeight };
}

async function loadPdfPage(url: string, number: number): Promise<Sheet> {
  const { openPdf, sizeOf } = await import('@/lib/pdf/document');
  const pdf = await openPdf(url);
  try {
    const page = await pdf.page(number);
    const scale = sheetWidth / Math.max(sizeOf(page).width, sizeOf(page).height);
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvas, viewport }).promise;
    return { image: canvas, width: canvas.width, height: canvas.height };
  } finally {
    pdf.close();
  }
}

/** How many pages a PDF has. */
export async function countPages(file: string): Promise<number> {
  const { openPdf } = await import('@/lib/pdf/document');
  const pdf = await openPdf(mediaPath(file));
  pdf.close();
  return pdf.pages;
}
