import { expect, test } from 'vitest';
import { centre, clamp, closest, pan, squareOf, wholeView, zoomAt } from './crop';

const wide = { width: 1200, height: 800 };

test('at first the largest square in the middle is cut out', () => {
  expect(squareOf(wide, wholeView(wide))).toEqual({ left: 200, top: 0, side: 800 });
});

test('the square never leaves the picture', () => {
  const far = pan(wide, wholeView(wide), -5, 3);
  expect(squareOf(wide, far)).toEqual({ left: 400, top: 0, side: 800 });
  const inside = clamp(wide, { x: -100, y: 5000, zoom: 2 });
  expect(squareOf(wide, inside)).toEqual({ left: 0, top: 400, side: 400 });
});

test('zooming keeps what is under the pointer there', () => {
  const before = { x: 600, y: 400, zoom: 2 };
  const after = zoomAt(wide, before, 1.5, 0.25, 0.75);
  const point = (view: typeof before) => {
    const { left, top, side } = squareOf(wide, view);
    return [left + 0.25 * side, top + 0.75 * side].map(Math.round);
  };
  expect(point(after)).toEqual(point(before));
});

test('it comes no closer than the smallest photo has pixels, and not farther than the whole', () => {
  expect(closest({ width: 96, height: 200 })).toBe(1.5);
  expect(closest({ width: 20, height: 20 })).toBe(1);
  expect(zoomAt(wide, wholeView(wide), 100).zoom).toBe(5);
  expect(zoomAt(wide, wholeView(wide), 0.01).zoom).toBe(1);
});

test('a tap brings a point to the middle', () => {
  const view = centre(wide, { x: 600, y: 400, zoom: 4 }, 0.75, 0.5);
  expect(view).toMatchObject({ x: 650, y: 400 });
});
