/** Pictures on a canvas: reading a file, drawing the chosen square, and making the file that is sent. */
import { type Size, squareOf, type View } from './crop';

const photoSide = 512;
const quality = 0.9;

/** Upright, as the camera was held. Rejects for what the browser cannot show. */
export function readPicture(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file, { imageOrientation: 'from-image' });
}

type Picture = CanvasImageSource & Size;

export function drawSquare(canvas: HTMLCanvasElement, picture: Picture, view: View): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { left, top, side } = squareOf(picture, view);
  // What is transparent becomes white instead of black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

/** The square as a file of its own: nothing else of the picture, and nothing of what the camera noted, leaves the device. */
export function cutOut(picture: Picture, view: View): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = photoSide;
  canvas.height = photoSide;
  drawSquare(canvas, picture, view);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob
          ? resolve(new File([blob], 'photo.jpg', { type: 'image/jpeg' }))
          : reject(new Error('The canvas gave no picture.')),
      'image/jpeg',
      quality,
    );
  });
}
