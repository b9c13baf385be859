/** What enrolments say about the last weeks: per day and per course. */
import type { Enrollment } from '@/generated/types.gen';

export const days = 14;
const dayLength = 86_400_000;

export interface CourseActivity {
  /** Enrolments of each of the last `days` days, the oldest first. */
  perDay: number[];
  /** Enrolments of the last seven days. */
  week: number;
}

function quiet(): CourseActivity {
  return { perDay: Array.from({ length: days }, () => 0), week: 0 };
}

/** Counts active enrolments by course; `now` in milliseconds since the epoch. */
export function activityByCourse(
  enrollments: readonly Enrollment[],
  now: number,
): Map<number, CourseActivity> {
  const activity = new Map<number, CourseActivity>();
  const endOfToday = new Date(now).setHours(24, 0, 0, 0);
  for (const { course, enrolled_at, is_active } of enrollments) {
    const age = Math.floor((endOfToday - Date.parse(enrolled_at)) / dayLength);
    if (!is_active || age < 0 || age >= days) continue;
    const entry = activity.get(course) ?? quiet();
    entry.perDay[days - 1 - age] = (entry.perDay[days - 1 - age] ?? 0) + 1;
    if (age < 7) entry.week += 1;
    activity.set(course, entry);
  }
  return activity;
}

/** Whether more enrolments may lie within these days than one answer of `limit`, newest first, can hold. */
export function isCut(enrollments: readonly Enrollment[], limit: number, now: number): boolean {
  const oldest = enrollments.at(-1);
  return (
    enrollments.length === limit && now - Date.parse(oldest?.enrolled_at ?? '') < days * dayLength
  );
}

export function activityOf(activity: Map<number, CourseActivity>, course: number): CourseActivity {
  return activity.get(course) ?? quiet();
}
