import { createFileRoute } from '@tanstack/react-router';
import { onlyMember } from '@/app/owners';
import { useCourse } from '@/features/courses/api/editing';
import { materialsOptions } from '@/features/materials/api/materials';
import { MaterialsPage } from '@/features/materials/pages/MaterialsPage';

export const Route = createFileRoute('/_app/c/$id/materials')({
  beforeLoad: onlyMember,
  loader: ({ context }) => {
    void context.queryClient.prefetchInfiniteQuery(materialsOptions(context.courseId));
  },
  component: Materials,
});

function Materials() {
  const course = useCourse(Route.useRouteContext().courseId).data;
  return course ? <MaterialsPage course={course} /> : null;
}
