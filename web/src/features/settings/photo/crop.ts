/** Which square of a picture is cut out: pure geometry. Lengths are in pixels of the picture, shares in parts of the stage (0 to 1). */

export interface Size {
  width: number;
  height: number;
}

/** The middle of the square, and how much closer than the whole picture it is. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

export interface Square {
  left: number;
  top: number;
  side: number;
}

export const smallestSide = 64;
const mostZoom = 5;

/** Never so close that the photo would be made of fewer pixels than its smallest size. */
export function closest(picture: Size): number {
  const whole = Math.min(picture.width, picture.height);
  return Math.max(1, Math.min(mostZoom, whole / smallestSide));
}

export function wholeView({ width, height }: Size): View {
  return { x: width / 2, y: height / 2, zoom: 1 };
}

function sideOf({ width, height }: Size, zoom: number): number {
  return Math.min(width, height) / zoom;
}

function between(low: number, value: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** The square lies within the picture, whatever was asked for. */
export function clamp(picture: Size, view: View): View {
  const zoom = between(1, view.zoom, closest(picture));
  const half = sideOf(picture, zoom) / 2;
  return {
    zoom,
    x: between(half, view.x, picture.width - half),
    y: between(half, view.y, picture.height - half),
  };
}

export function squareOf(picture: Size, view: View): Square {
  const side = sideOf(picture, view.zoom);
  return { left: view.x - side / 2, top: view.y - side / 2, side };
}

/** Moves the picture below the stage by shares of the stage. */
export function pan(picture: Size, view: View, right: number, down: number): View {
  const side = sideOf(picture, view.zoom);
  return clamp(picture, { ...view, x: view.x - right * side, y: view.y - down * side });
}

/** Comes closer by `factor`; what lies at the point (in shares of the stage) stays there. */
export function zoomAt(picture: Size, view: View, factor: number, x = 0.5, y = 0.5): View {
  const zoom = between(1, view.zoom * factor, closest(picture));
  const before = sideOf(picture, view.zoom);
  const after = sideOf(picture, zoom);
  return clamp(picture, {
    zoom,
    x: view.x + (x - 0.5) * (before - after),
    y: view.y + (y - 0.5) * (before - after),
  });
}

/** Brings a point (in shares of the stage) to the middle: what a tap does, for those who cannot drag. */
export function centre(picture: Size, view: View, x: number, y: number): View {
  return pan(picture, view, 0.5 - x, 0.5 - y);
}
