/** One person, as the reader may see them. */
import { useQuery } from '@tanstack/react-query';
import {
  accountsGetUserOptions,
  coursesListCoursesOptions,
} from '@/generated/@tanstack/react-query.gen';
import type { User } from '@/generated/types.gen';

export const userOptions = (id: number) => accountsGetUserOptions({ path: { id } });

export function useUser(id: number) {
  return useQuery(userOptions(id));
}

/** The courses a teacher gives, among those the reader can see. */
export function useCoursesOf(user: User) {
  return useQuery({
    ...coursesListCoursesOptions({ query: { limit: 500 } }),
    select: (courses) => courses.filter((course) => course.teacher === user.id),
    enabled: user.user_type === 'teacher',
  });
}
