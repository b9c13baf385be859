import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { OverviewPage } from '@/features/courses/pages/OverviewPage';
import { ratingsOptions } from '@/features/feedback/api/ratings';
import { RatingsCard } from '@/features/feedback/components/RatingsCard';

export const Route = createFileRoute('/_app/c/$id/overview')({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(ratingsOptions(context.courseId));
  },
  component: Overview,
});

function Overview() {
  const { t } = useTranslation();
  const { courseId } = Route.useRouteContext();
  const action = (
    <TextLink to="/c/$id/ratings" params={{ id: String(courseId) }}>
      {t('common.all')}
    </TextLink>
  );
  return <OverviewPage id={courseId} aside={<RatingsCard course={courseId} action={action} />} />;
}
