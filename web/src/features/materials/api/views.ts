/** Who has opened material: students leave a trace, their teacher reads it. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  coursesListMaterialViewsOptions,
  coursesListStudentsOptions,
} from '@/generated/@tanstack/react-query.gen';
import { coursesOpenMaterial } from '@/generated/sdk.gen';
import type { MaterialView, Student } from '@/generated/types.gen';
import { useMe } from '@/lib/me';

const limit = 500;

/** Notes that the reader has opened this, once for each time the page is entered. */
export function useRecordOpening(id: number): void {
  const isStudent = useMe().user_type === 'student';
  useEffect(() => {
    if (!isStudent) return;
    // Reading goes on although it was not noted.
    coursesOpenMaterial({ path: { id } }).catch(() => undefined);
  }, [id, isStudent]);
}

export function useViews(id: number) {
  return useQuery(coursesListMaterialViewsOptions({ path: { id }, query: { limit } }));
}

export function useCourseStudents(course: number) {
  return useQuery(coursesListStudentsOptions({ path: { id: course }, query: { limit } }));
}

export interface Readership {
  opened: MaterialView[];
  notYet: Student[];
}

/** Those who have opened it, the last first, and the students who have not. */
export function readershipOf(
  views: readonly MaterialView[],
  students: readonly Student[],
): Readership {
  const readers = new Set(views.map(({ student }) => student));
  return {
    opened: views.toSorted((a, b) => b.last_opened_at.localeCompare(a.last_opened_at)),
    notYet: students.filter(({ id }) => !readers.has(id)),
  };
}
