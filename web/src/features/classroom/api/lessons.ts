/** The lessons that were held in a room, and who was in one of them. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { classroomListAttendance, classroomListLessons } from '@/generated/sdk.gen';
import type { Attendance } from '@/generated/types.gen';
import { listOptions, toPage } from '@/lib/api/pages';

const lessonsAtOnce = 50;
const most = 500;

export function useLessons(room: number) {
  return useInfiniteQuery(
    listOptions('classroomListLessons', { room }, (cursor, signal) =>
      classroomListLessons({
        path: { id: room },
        query: { limit: lessonsAtOnce, ...(cursor ? { cursor } : {}) },
        signal,
      }),
    ),
  );
}

function attendancePage(
  id: number,
  lesson: number,
  cursor: string | undefined,
  signal?: AbortSignal,
) {
  return classroomListAttendance({
    path: { id, lesson },
    query: { limit: most, ...(cursor ? { cursor } : {}) },
    ...(signal ? { signal } : {}),
  });
}

export function useAttendance(room: number, lesson: number) {
  return useInfiniteQuery(
    listOptions('classroomListAttendance', { room, lesson }, (cursor, signal) =>
      attendancePage(room, lesson, cursor, signal),
    ),
  );
}

/** All of them, however many pages that takes. */
export async function everybodyIn(room: number, lesson: number): Promise<Attendance[]> {
  const all: Attendance[] = [];
  let cursor: string | undefined;
  do {
    const page = await toPage(attendancePage(room, lesson, cursor));
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return all;
}
