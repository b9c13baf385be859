import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lasers } from './Lasers';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a laser is where it was last, on its page, and goes out soon after', () => {
  const onChange = vi.fn();
  const lasers = new Lasers(onChange);
  lasers.add(1, {
    page: '1',
    points: [
      [0.1, 0.2],
      [0.3, 0.4],
    ],
  });
  vi.advanceTimersByTime(1_000);
  lasers.add(1, { page: '2', points: [[0.5, 0.6]] });
  vi.advanceTimersByTime(1_000);
  expect(lasers.on('1')).toEqual([]);
  expect(lasers.on('2')).toEqual([{ uid: 1, page: '2', place: [0.5, 0.6] }]);
  vi.advanceTimersByTime(1_000);
  expect(lasers.on('2')).toEqual([]);
  expect(onChange).toHaveBeenCalledTimes(3);
});

test('what is no laser is left out', () => {
  const lasers = new Lasers(() => {});
  lasers.add(1, { page: 7, points: [[0, 0]] });
  lasers.add(1, { page: '1', points: [] });
  expect(lasers.on('1')).toEqual([]);
});
