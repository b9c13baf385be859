/** One person, as the reader may see them. */
import { useQuery } from '@tanstack/react-query';
import {
  accountsGetUserOptions,
  coursesListCoursesOptions,
  coursesListEnrollmentsOptions,
} from '@/generated/@tanstack/react-query.gen';
import type { Course, User } from '@/generated/types.gen';

const limit = 500;

export const userOptions = (id: number) => accountsGetUserOptions({ path: { id } });

export function useUser(id: number) {
  return useQuery(userOptions(id));
}

/**
 * What connects a person with the reader: the courses that a teacher gives; of a student the courses of the reader they
 * are in, which only their teacher is told; of oneself all one is in.
 */
export function useCoursesOf(user: User, me: User): Course[] {
  const isOwnStudent = user.user_type === 'student' && me.user_type === 'teacher';
  const isSelf = user.id === me.id && user.user_type === 'student';
  const courses = useQuery({
    ...coursesListCoursesOptions({ query: { limit, ...(isSelf ? { enrolled: true } : {}) } }),
    enabled: user.user_type === 'teacher' || isOwnStudent || isSelf,
  });
  const enrollments = useQuery({
    ...coursesListEnrollmentsOptions({ query: { limit } }),
    enabled: isOwnStudent,
  });
  const all = courses.data ?? [];
  if (user.user_type === 'teacher') return all.filter(({ teacher }) => teacher === user.id);
  if (isSelf) return all;
  const shared = enrollments.data?.filter((one) => one.student === user.id && one.is_active) ?? [];
  return all.filter(({ id }) => shared.some(({ course }) => course === id));
}
