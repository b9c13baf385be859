/** Pages of the board as pictures, outside of the screen: one as PNG, all of them as a PDF. */
import { boardHeight, boardWidth, paint, type Sheet } from './paint';
import { type Picture, pdfOf } from './pdf';
import type { BoardObject } from './types';

const scale = 2;
const quality = 0.92;

export interface Leaf {
  objects: readonly BoardObject[];
  sheet: Sheet | null;
}

export async function pngOf(leaf: Leaf): Promise<Blob> {
  return blobOf(painted(leaf), 'image/png');
}

export async function boardPdf(leaves: readonly Leaf[]): Promise<Blob> {
  const pictures: Picture[] = [];
  for (const leaf of leaves) {
    const canvas = painted(leaf);
    const jpeg = await (await blobOf(canvas, 'image/jpeg')).arrayBuffer();
    pictures.push({ jpeg: new Uint8Array(jpeg), width: canvas.width, height: canvas.height });
  }
  return pdfOf(pictures);
}

function painted({ objects, sheet }: Leaf): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = boardWidth * scale;
  canvas.height = boardHeight * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no pictures.');
  paint(context, objects, { scale, sheet });
  // The board is white and not transparent, also outside of the page.
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function blobOf(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The picture could not be made.'));
    canvas.toBlob(done, type, quality);
  });
}
