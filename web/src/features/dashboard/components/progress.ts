/** How far a course has come, from its dates. */
import type { Course } from '@/generated/types.gen';

const day = 86_400_000;
const week = 7 * day;

export type CourseProgress =
  | { state: 'before'; startsOn: string }
  | { state: 'running'; week: number; weeks: number; percent: number }
  | { state: 'over' };

type Dated = Pick<Course, 'start_date' | 'end_date'>;

const midnight = (date: string) => new Date(`${date}T00:00:00`).getTime();

/** Null where a course does not say when it begins and ends. The last day counts in full. */
export function progressOf({ start_date, end_date }: Dated, now: number): CourseProgress | null {
  if (!start_date || !end_date) return null;
  const start = midnight(start_date);
  const end = midnight(end_date) + day;
  if (now < start) return { state: 'before', startsOn: start_date };
  if (now >= end) return { state: 'over' };
  return {
    state: 'running',
    week: Math.floor((now - start) / week) + 1,
    weeks: Math.max(1, Math.ceil((end - start) / week)),
    percent: Math.round(((now - start) / (end - start)) * 100),
  };
}
