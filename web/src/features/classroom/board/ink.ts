/** The outline of a stroke drawn with more or less pressure, kept with the object that it belongs to. */
import { getStroke } from 'perfect-freehand';
import type { BoardObject } from './types';

const thinning = 0.6;
/** Somewhat wider, because pressure of a half comes out narrower than the width that was chosen. */
const breadth = 1.25;
const kept = new WeakMap<BoardObject, Path2D>();

/** Whether the device told of pressure: a mouse always says the same. */
export function hasPressure({ points }: Pick<BoardObject, 'points'>): boolean {
  const [first, ...rest] = points.slice(1, -1).map(([, , pressure]) => pressure);
  return first !== undefined && rest.some((pressure) => pressure !== first);
}

/** The corners of the outline; `places` are in units of the board, with pressure. */
export function outlineOf(places: readonly number[][], width: number): number[][] {
  return getStroke(places as number[][], {
    size: width * breadth,
    thinning,
    simulatePressure: false,
    last: true,
  });
}

/** As a path to fill. The same object has the same path. */
export function inkOf(object: BoardObject, places: readonly number[][]): Path2D {
  const known = kept.get(object);
  if (known) return known;
  const path = new Path2D();
  const outline = outlineOf(places, object.width);
  for (const [index, [x = 0, y = 0]] of outline.entries()) {
    const [u = x, v = y] = outline[(index + 1) % outline.length] ?? [];
    if (index === 0) path.moveTo((x + u) / 2, (y + v) / 2);
    else path.quadraticCurveTo(x, y, (x + u) / 2, (y + v) / 2);
  }
  path.closePath();
  kept.set(object, path);
  return path;
}
