/** Which object lies under a place of the board: the highest one that the place touches. */
import { boardHeight, boardWidth } from './paint';
import type { BoardObject } from './types';

const reach = 12;

export function touched(
  objects: readonly BoardObject[],
  place: readonly number[],
): BoardObject | undefined {
  const spot = scaled(place);
  return objects.findLast((object) => touches(object, spot));
}

type Spot = readonly [number, number];

const scaled = ([x = 0, y = 0]: readonly number[]): Spot => [x * boardWidth, y * boardHeight];

function touches(object: BoardObject, spot: Spot): boolean {
  const points = object.points.map(scaled);
  const near = reach + object.width / 2;
  if (object.k === 'text') return isInside(textBox(object, points[0] ?? [0, 0]), spot, reach);
  if (object.k === 'rect' || object.k === 'ellipse') return isInside(points, spot, near);
  return points.some((point, index) => distance(point, points[index + 1] ?? point, spot) <= near);
}

/** The left upper and the right lower corner of the room that an object takes, in fractions of the board. */
export function boxOf(object: BoardObject): [Spot, Spot] {
  const own = object.points.map(scaled);
  const spots = object.k === 'text' ? textBox(object, own[0] ?? [0, 0]) : own;
  const margin = object.k === 'text' ? 0 : object.width / 2;
  const [xs, ys] = [spots.map(([x]) => x), spots.map(([, y]) => y)];
  return [
    [(Math.min(...xs) - margin) / boardWidth, (Math.min(...ys) - margin) / boardHeight],
    [(Math.max(...xs) + margin) / boardWidth, (Math.max(...ys) + margin) / boardHeight],
  ];
}

function textBox(object: BoardObject, [x, y]: Spot): Spot[] {
  const lines = (object.text ?? '').split('\n');
  const longest = Math.max(...lines.map((line) => line.length));
  return [
    [x, y],
    [x + longest * object.width * 0.55, y + lines.length * object.width * 1.25],
  ];
}

function isInside(corners: readonly Spot[], [x, y]: Spot, margin: number): boolean {
  const xs = corners.map(([one]) => one);
  const ys = corners.map(([, one]) => one);
  return (
    x >= Math.min(...xs) - margin &&
    x <= Math.max(...xs) + margin &&
    y >= Math.min(...ys) - margin &&
    y <= Math.max(...ys) + margin
  );
}

/** From a spot to the line between two others. */
function distance([x, y]: Spot, [u, v]: Spot, [px, py]: Spot): number {
  const [dx, dy] = [u - x, v - y];
  const length = dx * dx + dy * dy;
  const part = length ? Math.max(0, Math.min(1, ((px - x) * dx + (py - y) * dy) / length)) : 0;
  return Math.hypot(px - (x + part * dx), py - (y + part * dy));
}
