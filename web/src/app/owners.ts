/** Pages of a course that are its owner's: others are led to the overview. */
import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { courseOptions } from '@/features/courses/api/editing';

interface Options {
  context: { queryClient: QueryClient; courseId: number };
}

export async function onlyOwner({ context }: Options): Promise<void> {
  const options = courseOptions(context.courseId);
  const course = await context.queryClient.ensureQueryData(options).catch(() => null);
  if (course && !course.is_owner) {
    throw redirect({ to: '/c/$id/overview', params: { id: String(context.courseId) } });
  }
}
