import { expect, test } from 'vitest';
import { clockText } from './useTimeLeft';

const minute = 60_000;

test('the clock shows minutes and seconds, and hours when there are some', () => {
  expect(clockText(4 * minute + 5_000)).toBe('4:05');
  expect(clockText(64 * minute + 5_000)).toBe('1:04:05');
});

test('the last second is over only at zero', () => {
  expect(clockText(1)).toBe('0:01');
  expect(clockText(0)).toBe('0:00');
});

test('from two days on a date says more than a clock', () => {
  expect(clockText(48 * 60 * minute)).toBeNull();
});
