/** Changes one course wherever the cache has it: alone, in plain lists and in paged ones. */
import type { QueryClient } from '@tanstack/react-query';
import { coursesGetCourseQueryKey } from '@/generated/@tanstack/react-query.gen';
import type { Course } from '@/generated/types.gen';
import { changeItems, type ListData } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';
import { homeOperation } from '@/lib/home';

type Lists = Course[] | ListData<Course>;

const lists = byOperation('coursesListCourses');
const everything = byOperation(
  'coursesListCourses',
  'coursesGetCourse',
  'coursesListEnrollments',
  'coursesListStudents',
  homeOperation,
);

/** Returns a function that takes the change back. */
export async function patchCourse(
  queryClient: QueryClient,
  id: number,
  patch: (course: Course) => Course,
): Promise<() => void> {
  await queryClient.cancelQueries(everything);
  const before = queryClient.getQueriesData(everything);
  const change = (course: Course) => (course.id === id ? patch(course) : course);
  queryClient.setQueryData<Course>(coursesGetCourseQueryKey({ path: { id } }), (course) =>
    course ? change(course) : undefined,
  );
  queryClient.setQueriesData<Lists>(lists, (data) =>
    Array.isArray(data) ? data.map(change) : changeItems(data, change),
  );
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}

export function refreshCourses(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries(everything);
}
