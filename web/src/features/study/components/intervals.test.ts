import { expect, test } from 'vitest';
import { intervalText } from './intervals';

test.each([
  [0, '1 min'],
  [600, '10 min'],
  [3600, '1 hr'],
  [86_400, '1 day'],
  [4 * 86_400, '4 days'],
  [61 * 86_400, '2 mths'],
  [730 * 86_400, '2 yrs'],
])('%i seconds are %s', (seconds, text) => {
  expect(intervalText(seconds, 'en')).toBe(text);
});
