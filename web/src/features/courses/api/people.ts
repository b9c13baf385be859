/** Who is in a course, for its owner. Never optimistic: what touches a person is shown when it is done. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  accountsListUsersOptions,
  coursesAddStudentMutation,
  coursesBlockStudentMutation,
  coursesListEnrollmentsOptions,
} from '@/generated/@tanstack/react-query.gen';
import { coursesListStudents } from '@/generated/sdk.gen';
import { apiMutation } from '@/lib/api/mutations';
import { listOptions } from '@/lib/api/pages';
import { refreshCourses } from './cache';

const suggestions = 6;

export const studentsOptions = (id: number) =>
  listOptions('coursesListStudents', { course: id }, (cursor, signal) =>
    coursesListStudents({ path: { id }, query: cursor ? { cursor } : {}, signal }),
  );

export function useStudents(id: number) {
  return useInfiniteQuery(studentsOptions(id));
}

export function useCourseEnrollments(course: number) {
  return useQuery(coursesListEnrollmentsOptions({ query: { course, limit: 500 } }));
}

export function useStudentSearch(search: string) {
  return useQuery({
    ...accountsListUsersOptions({ query: { search, user_type: 'student', limit: suggestions } }),
    enabled: search.length > 0,
    placeholderData: keepPreviousData,
  });
}

export function useAddStudent() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesAddStudentMutation()),
    onSuccess: () => refreshCourses(queryClient),
  });
}

export function useBlockStudent() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesBlockStudentMutation()),
    onSuccess: () => refreshCourses(queryClient),
  });
}
