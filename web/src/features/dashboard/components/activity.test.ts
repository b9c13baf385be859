import { expect, test } from 'vitest';
import type { Enrollment } from '@/generated/types.gen';
import { activityByCourse, activityOf, isCut } from './activity';

const now = new Date(2026, 2, 10, 12, 0).getTime();

function enrolled(course: number, daysAgo: number, is_active = true): Enrollment {
  return {
    id: 1,
    student: 2,
    student_name: 'Bob',
    course,
    course_title: 'Cells',
    enrolled_at: new Date(now - daysAgo * 86_400_000).toISOString(),
    is_active,
    status: is_active ? 'active' : 'left',
  };
}

test('it counts by course and day, today last', () => {
  const activity = activityByCourse(
    [enrolled(1, 0), enrolled(1, 0), enrolled(1, 8), enrolled(2, 1)],
    now,
  );
  expect(activityOf(activity, 1).perDay.at(-1)).toBe(2);
  expect(activityOf(activity, 1).perDay.at(-9)).toBe(1);
  expect(activityOf(activity, 1).week).toBe(2);
  expect(activityOf(activity, 2).week).toBe(1);
});

test('it leaves out those who left, what is long ago, and what is in the future', () => {
  const activity = activityByCourse([enrolled(1, 1, false), enrolled(1, 20), enrolled(1, -3)], now);
  expect(activityOf(activity, 1)).toEqual({ perDay: Array(14).fill(0), week: 0 });
});

test('it knows when one answer cannot hold all that is recent', () => {
  const recent = [enrolled(1, 0), enrolled(1, 1)];
  expect(isCut(recent, 2, now)).toBe(true);
  expect(isCut(recent, 3, now)).toBe(false);
  expect(isCut([enrolled(1, 0), enrolled(1, 20)], 2, now)).toBe(false);
  expect(isCut([], 2, now)).toBe(false);
});
