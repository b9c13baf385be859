import { createFileRoute } from '@tanstack/react-router';
import { OverviewPage } from '@/features/courses/pages/OverviewPage';

export const Route = createFileRoute('/_app/c/$id/overview')({ component: Overview });

function Overview() {
  return <OverviewPage id={Route.useRouteContext().courseId} />;
}
