import { createFileRoute } from '@tanstack/react-router';
import { onlyMember } from '@/app/owners';
import { CourseAssignmentsPage } from '@/features/assignments/pages/CourseAssignmentsPage';
import { useCourse } from '@/features/courses/api/editing';
import { StudyPage } from '@/features/study/pages/StudyPage';
import { needTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/c/$id/study')({
  beforeLoad: onlyMember,
  loader: () => needTexts('study', 'assignments'),
  component: Study,
});

function Study() {
  const { courseId } = Route.useRouteContext();
  const isOwner = useCourse(courseId).data?.is_owner;
  const Page = isOwner ? CourseAssignmentsPage : StudyPage;
  return <Page course={courseId} />;
}
