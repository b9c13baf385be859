/** Pages of a course that are not for everybody: others are led to the overview. */
import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { courseOptions } from '@/features/courses/api/editing';
import type { Course } from '@/generated/types.gen';

interface Options {
  context: { queryClient: QueryClient; courseId: number };
}

/** Only its teacher. */
export function onlyOwner(options: Options): Promise<void> {
  return onlyWhere(options, ({ is_owner }) => is_owner);
}

/** Its teacher, and who is enrolled. */
export function onlyMember(options: Options): Promise<void> {
  return onlyWhere(options, ({ is_owner, is_enrolled }) => is_owner || is_enrolled);
}

async function onlyWhere({ context }: Options, mayEnter: (course: Course) => boolean) {
  const options = courseOptions(context.courseId);
  const course = await context.queryClient.ensureQueryData(options).catch(() => null);
  if (course && !mayEnter(course)) {
    throw redirect({ to: '/c/$id/overview', params: { id: String(context.courseId) } });
  }
}
