import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveStrokes } from './LiveStrokes';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const part = (x: number) => ({
  id: 'a',
  page: '1',
  points: [[x, 0.5]],
  color: '#000000',
  width: 3,
});

test('a stroke grows by what is told of it, on its page, until the finished one has come', () => {
  const strokes = new LiveStrokes(() => {});
  strokes.add(1, part(0.1));
  strokes.add(1, part(0.2));
  expect(strokes.on('1')).toMatchObject([
    {
      uid: 1,
      points: [
        [0.1, 0.5],
        [0.2, 0.5],
      ],
    },
  ]);
  expect(strokes.on('2')).toEqual([]);
  strokes.finish('a');
  expect(strokes.on('1')).toEqual([]);
});

test('a stroke of which nothing is told any more goes away, and the board is told', () => {
  const onChange = vi.fn();
  const strokes = new LiveStrokes(onChange);
  strokes.add(1, part(0.1));
  vi.advanceTimersByTime(10_000);
  strokes.add(1, part(0.2));
  vi.advanceTimersByTime(10_000);
  expect(strokes.on('1')).toHaveLength(1);
  onChange.mockClear();
  vi.advanceTimersByTime(10_000);
  expect(strokes.on('1')).toEqual([]);
  expect(onChange).toHaveBeenCalledOnce();
});

test('what is no stroke is left out, and none is left after the room', () => {
  const onChange = vi.fn();
  const strokes = new LiveStrokes(onChange);
  strokes.add(1, { id: 'a', page: '1' });
  expect(onChange).not.toHaveBeenCalled();
  strokes.add(1, part(0.1));
  onChange.mockClear();
  strokes.clear();
  vi.advanceTimersByTime(60_000);
  expect(strokes.on('1')).toEqual([]);
  expect(onChange).not.toHaveBeenCalled();
});
