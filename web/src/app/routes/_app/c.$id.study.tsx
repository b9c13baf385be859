import { createFileRoute } from '@tanstack/react-router';
import { onlyMember } from '@/app/owners';
import { StudyPage } from '@/features/study/pages/StudyPage';

export const Route = createFileRoute('/_app/c/$id/study')({
  beforeLoad: onlyMember,
  component: Study,
});

function Study() {
  return <StudyPage course={Route.useRouteContext().courseId} />;
}
