import { expect, test } from 'vitest';
import { progressOf } from './progress';

const course = { start_date: '2026-03-02', end_date: '2026-03-29' };
const at = (month: number, day: number, hour = 12) =>
  new Date(2026, month - 1, day, hour).getTime();

test('it counts the weeks of a course that runs', () => {
  expect(progressOf(course, at(3, 2, 0))).toEqual({
    state: 'running',
    week: 1,
    weeks: 4,
    percent: 0,
  });
  expect(progressOf(course, at(3, 16))).toMatchObject({ week: 3, weeks: 4, percent: 52 });
  expect(progressOf(course, at(3, 29, 23))).toMatchObject({ week: 4, weeks: 4, percent: 100 });
});

test('it knows what is to come and what is over', () => {
  expect(progressOf(course, at(3, 1))).toEqual({ state: 'before', startsOn: '2026-03-02' });
  expect(progressOf(course, at(3, 30, 0))).toEqual({ state: 'over' });
});

test('it claims nothing of a course without dates', () => {
  expect(progressOf({ start_date: '2026-03-02', end_date: null }, at(3, 2))).toBeNull();
});
