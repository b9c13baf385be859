import { createFileRoute } from '@tanstack/react-router';
import { onlyMember } from '@/app/owners';
import { CourseRoomsPage } from '@/features/classroom/pages/CourseRoomsPage';
import { useCourse } from '@/features/courses/api/editing';
import { needTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/c/$id/live')({
  beforeLoad: onlyMember,
  loader: () => needTexts('room'),
  component: CourseRooms,
});

function CourseRooms() {
  const course = useCourse(Route.useRouteContext().courseId).data;
  return course ? <CourseRoomsPage course={course} /> : null;
}
