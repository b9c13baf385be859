import { createFileRoute } from '@tanstack/react-router';
import { onlyOwner } from '@/app/owners';
import { PeoplePage } from '@/features/courses/pages/PeoplePage';

export const Route = createFileRoute('/_app/c/$id/people')({
  beforeLoad: onlyOwner,
  component: People,
});

function People() {
  return <PeoplePage id={Route.useRouteContext().courseId} />;
}
