import { createFileRoute, notFound, Outlet } from '@tanstack/react-router';
import { courseOptions } from '@/features/courses/api/editing';
import { CoursePage } from '@/features/courses/pages/CoursePage';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/c/$id')({
  beforeLoad: ({ params }) => {
    if (readId(params.id) === null) throw notFound();
    return { courseId: Number(params.id) };
  },
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(courseOptions(context.courseId));
  },
  component: Course,
});

function Course() {
  const { courseId } = Route.useRouteContext();
  return (
    <CoursePage id={courseId}>
      <Outlet />
    </CoursePage>
  );
}
