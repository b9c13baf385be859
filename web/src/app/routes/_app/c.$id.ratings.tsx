import { createFileRoute } from '@tanstack/react-router';
import { useCourse } from '@/features/courses/api/editing';
import { ratingsOptions } from '@/features/feedback/api/ratings';
import { RatingsPage } from '@/features/feedback/pages/RatingsPage';

export const Route = createFileRoute('/_app/c/$id/ratings')({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(ratingsOptions(context.courseId));
  },
  component: Ratings,
});

function Ratings() {
  const course = useCourse(Route.useRouteContext().courseId).data;
  return course ? <RatingsPage course={course} /> : null;
}
