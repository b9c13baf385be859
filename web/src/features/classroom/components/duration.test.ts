import { expect, test } from 'vitest';
import { durationIn } from './useDuration';

test('a duration is told in the two units that matter', () => {
  expect(durationIn('en', 20)).toBe('20 sec');
  expect(durationIn('en', 5 * 60)).toBe('5 min');
  expect(durationIn('en', 3600)).toBe('1 hr');
  expect(durationIn('en', 2 * 3600 + 61)).toBe('2 hr, 1 min');
  expect(durationIn('en', 3599)).toBe('1 hr');
});
