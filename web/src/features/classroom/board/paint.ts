/** Draws objects onto a canvas. Coordinates are fractions; widths and sizes are in units of a board of 1600 × 900. */
import { hasPressure, inkOf } from './ink';
import type { BoardObject } from './types';
import { type View, wholeBoard } from './view';

export const boardWidth = 1600;
export const boardHeight = 900;

const at = ([x = 0, y = 0]: readonly number[]): [number, number] => [
  x * boardWidth,
  y * boardHeight,
];

const withPressure = ([x = 0, y = 0, pressure = 0.5]: readonly number[]): number[] => [
  ...at([x, y]),
  pressure,
];

/** What lies below everything that is drawn, with its own width and height. */
export interface Sheet {
  image: CanvasImageSource;
  width: number;
  height: number;
}

interface Look {
  /** Device pixels per unit. */
  scale: number;
  view?: View;
  sheet?: Sheet | null;
}

/** Clears the canvas and draws. */
export function paint(
  context: CanvasRenderingContext2D,
  objects: readonly BoardObject[],
  { scale, view = wholeBoard, sheet }: Look,
): void {
  const zoom = scale * view.scale;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  const [left, top] = at([view.x, view.y]);
  context.setTransform(zoom, 0, 0, zoom, -left * zoom, -top * zoom);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (sheet) lay(context, sheet);
  for (const object of objects) draw(context, object);
}

/** As large as the board has room for, in its middle. */
function lay(context: CanvasRenderingContext2D, { image, width, height }: Sheet): void {
  const scale = Math.min(boardWidth / width, boardHeight / height);
  const [w, h] = [width * scale, height * scale];
  context.drawImage(image, (boardWidth - w) / 2, (boardHeight - h) / 2, w, h);
}

function draw(context: CanvasRenderingContext2D, object: BoardObject): void {
  context.strokeStyle = object.color;
  context.fillStyle = object.k === 'text' ? object.color : (object.fill ?? 'transparent');
  context.lineWidth = object.width;
  context.beginPath();
  const points = object.points.map(at);
  const [first = [0, 0], second = first] = points;
  if (object.k === 'text') {
    write(context, object, first);
    return;
  }
  if (object.k === 'stroke' && hasPressure(object)) {
    context.fillStyle = object.color;
    context.fill(inkOf(object, object.points.map(withPressure)));
    return;
  }
  if (object.k === 'stroke') trace(context, points);
  else if (object.k === 'line') {
    context.moveTo(...first);
    context.lineTo(...second);
  } else outline(context, object.k, first, second);
  if (object.fill) context.fill();
  context.stroke();
}

type Place = readonly [number, number];

function outline(context: CanvasRenderingContext2D, k: string, [x, y]: Place, [u, v]: Place): void {
  if (k === 'rect') context.rect(Math.min(x, u), Math.min(y, v), Math.abs(u - x), Math.abs(v - y));
  else {
    const [rx, ry] = [Math.abs(u - x) / 2, Math.abs(v - y) / 2];
    context.ellipse((x + u) / 2, (y + v) / 2, rx, ry, 0, 0, 2 * Math.PI);
  }
}

/** A smooth line: curves from middle to middle of the points, each bent towards the point between. */
function trace(context: CanvasRenderingContext2D, points: readonly Place[]): void {
  const [first = [0, 0]] = points;
  context.moveTo(...first);
  for (let index = 1; index < points.length - 1; index += 1) {
    const [x, y] = points[index] ?? first;
    const [u, v] = points[index + 1] ?? first;
    context.quadraticCurveTo(x, y, (x + u) / 2, (y + v) / 2);
  }
  context.lineTo(...(points.at(-1) ?? first));
}

function write(context: CanvasRenderingContext2D, object: BoardObject, [x, y]: Place): void {
  context.font = `${object.width}px 'Inter Variable', system-ui, sans-serif`;
  context.textBaseline = 'top';
  for (const [row, line] of (object.text ?? '').split('\n').entries()) {
    context.fillText(line, x, y + row * object.width * 1.25);
  }
}
