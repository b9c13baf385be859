/** What one rating more, less or changed does to a course's average and histogram. Pure. */
import type { RatingSummary } from '@/generated/types.gen';

/** `before` and `after`: one student's rating from 1 to 5, null where there is none. */
export function withRating(
  summary: RatingSummary,
  before: number | null,
  after: number | null,
): RatingSummary {
  const histogram = summary.histogram.map((count, index) => {
    const change = Number(after === index + 1) - Number(before === index + 1);
    return Math.max(0, count + change);
  }) as RatingSummary['histogram'];
  const count = histogram.reduce((total, one) => total + one, 0);
  const sum = histogram.reduce((total, one, index) => total + one * (index + 1), 0);
  return { ...summary, histogram, count, average: count > 0 ? sum / count : null };
}

/** The share of each grade, from 5 down to 1, in percent of all ratings. */
export function shares({ histogram, count }: RatingSummary) {
  return histogram
    .map((number, index) => ({
      grade: index + 1,
      number,
      percent: count > 0 ? (100 * number) / count : 0,
    }))
    .toReversed();
}
