/** The courses that a home page shows. */
import { useQuery } from '@tanstack/react-query';
import {
  coursesListCoursesOptions,
  coursesListEnrollmentsOptions,
} from '@/generated/@tanstack/react-query.gen';

const sampled = 12;

export function useTaughtCourses() {
  return useQuery(coursesListCoursesOptions({ query: { mine: true } }));
}

export function useSomeCourses() {
  return useQuery(coursesListCoursesOptions({ query: { limit: sampled } }));
}

export const enrollmentLimit = 500;

export function useEnrollments() {
  return useQuery(coursesListEnrollmentsOptions({ query: { limit: enrollmentLimit } }));
}
