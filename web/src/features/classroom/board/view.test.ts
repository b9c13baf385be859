import { expect, test } from 'vitest';
import { onBoard, onScreen, pushed, wholeBoard, zoomed } from './view';

test('what is under the pointer stays there while it is zoomed', () => {
  const centre = [0.75, 0.25] as const;
  const view = zoomed(zoomed(wholeBoard, 2, centre), 1.5, centre);
  expect(view.scale).toBe(3);
  expect(onBoard(view, centre)[0]).toBeCloseTo(0.75);
  expect(onBoard(view, centre)[1]).toBeCloseTo(0.25);
});

test('a place of the board is found again on the screen', () => {
  const view = zoomed(wholeBoard, 4, [0.3, 0.6]);
  const [x, y] = onScreen(view, onBoard(view, [0.2, 0.9]));
  expect(x).toBeCloseTo(0.2);
  expect(y).toBeCloseTo(0.9);
});

test('the board is never pushed or made smaller than out of its section', () => {
  expect(pushed(wholeBoard, [0.5, -0.5])).toEqual(wholeBoard);
  expect(zoomed(zoomed(wholeBoard, 2), 0.1)).toEqual(wholeBoard);
  expect(pushed(zoomed(wholeBoard, 2), [-9, -9])).toEqual({ scale: 2, x: 0.5, y: 0.5 });
  expect(zoomed(wholeBoard, 1000).scale).toBe(8);
});
