/** What the owner of a course does with it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  coursesCreateCourseMutation,
  coursesDeleteCourseMutation,
  coursesGetCourseOptions,
  coursesGetCourseQueryKey,
  coursesUpdateCourseMutation,
} from '@/generated/@tanstack/react-query.gen';
import type { Course } from '@/generated/types.gen';
import { apiMutation } from '@/lib/api/mutations';
import { refreshCourses } from './cache';

export const courseOptions = (id: number) => coursesGetCourseOptions({ path: { id } });

export function useCourse(id: number) {
  return useQuery(courseOptions(id));
}

export function useCreateCourse() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesCreateCourseMutation()),
    onSuccess: (course) => {
      queryClient.setQueryData(coursesGetCourseQueryKey({ path: { id: course.id } }), course);
      void refreshCourses(queryClient);
    },
  });
}

export function useUpdateCourse() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesUpdateCourseMutation()),
    onSuccess: (course) => {
      queryClient.setQueryData(coursesGetCourseQueryKey({ path: { id: course.id } }), course);
      void refreshCourses(queryClient);
    },
  });
}

export function useDeleteCourse(course: Course) {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesDeleteCourseMutation()),
    onSuccess: () => {
      queryClient.removeQueries({
        queryKey: coursesGetCourseQueryKey({ path: { id: course.id } }),
      });
      void refreshCourses(queryClient);
    },
  });
}
