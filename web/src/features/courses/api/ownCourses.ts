/** The courses somebody has: those they teach, or those they are enrolled in. */
import { useQuery } from '@tanstack/react-query';
import { coursesListCoursesOptions } from '@/generated/@tanstack/react-query.gen';
import type { User } from '@/generated/types.gen';

export function ownCoursesOptions(me: User) {
  const filter = me.user_type === 'teacher' ? { mine: true } : { enrolled: true };
  return coursesListCoursesOptions({ query: filter });
}

export function useOwnCourses(me: User) {
  return useQuery({ ...ownCoursesOptions(me), enabled: me.user_type !== 'admin' });
}
