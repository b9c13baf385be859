import { expect, test } from 'vitest';
import type { RatingSummary } from '@/generated/types.gen';
import { shares, withRating } from './summary';

const before: RatingSummary = { course: 7, average: 4.5, count: 2, histogram: [0, 0, 0, 1, 1] };

test('a new rating counts', () => {
  expect(withRating(before, null, 3)).toMatchObject({ histogram: [0, 0, 1, 1, 1], average: 4 });
});

test('a changed rating counts once', () => {
  expect(withRating(before, 5, 1)).toMatchObject({
    histogram: [1, 0, 0, 1, 0],
    count: 2,
    average: 2.5,
  });
});

test('without the last rating there is no average', () => {
  const one = withRating(before, 5, null);
  expect(withRating(one, 4, null)).toMatchObject({ count: 0, average: null });
});

test('shares are of all ratings, the best grade first', () => {
  expect(shares(before).map(({ grade, percent }) => [grade, percent])).toEqual([
    [5, 50],
    [4, 50],
    [3, 0],
    [2, 0],
    [1, 0],
  ]);
  expect(shares({ ...before, count: 0, histogram: [0, 0, 0, 0, 0] })[0]?.percent).toBe(0);
});
