/** `/c/$id`: the head and the tabs of a course; the page below is one of its tabs. */
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import { type LinkTab, LinkTabs } from '@/components/tabs/LinkTabs';
import type { Course } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { useCourse } from '../api/editing';
import { CourseHeader } from '../components/CourseHeader';
import { NoSuchCourse } from '../components/NoSuchCourse';

interface Props {
  id: number;
  children: React.ReactNode;
}

export function CoursePage({ id, children }: Props) {
  const { t } = useTranslation();
  const query = useCourse(id);
  if (isNotFound(query.error)) return <NoSuchCourse />;
  return (
    <Page title={query.data?.title ?? t('nav.courses')} header={null}>
      <QueryState query={query} skeleton={<HeaderSkeleton />}>
        {(course) => (
          <>
            <CourseHeader course={course} />
            <Tabs course={course} />
            {children}
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Tabs({ course }: { course: Course }) {
  const { t } = useTranslation();
  const params = { id: String(course.id) };
  const isMember = course.is_owner || course.is_enrolled;
  const tabs: (LinkTab & { isShown?: boolean })[] = [
    { to: '/c/$id/overview', label: t('course.overview') },
    { to: '/c/$id/materials', label: t('materials.title'), isShown: isMember },
    { to: '/c/$id/study', label: t('course.study'), isShown: isMember },
    { to: '/c/$id/live', label: t('course.live'), isShown: isMember },
    { to: '/c/$id/people', label: t('course.people'), isShown: course.is_owner },
    { to: '/c/$id/ratings', label: t('ratings.title') },
    { to: '/c/$id/settings', label: t('course.settings'), isShown: course.is_owner },
  ];
  const shown = tabs.filter(({ isShown = true }) => isShown);
  return (
    <LinkTabs
      label={t('course.parts')}
      tabs={shown.map(({ to, label }) => ({ to, label, params }))}
    />
  );
}

function HeaderSkeleton() {
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Bone height={168} radius={16} />
      <Bone width={96} height={16} />
      <Bone width="60%" height={36} />
      <Bone width={280} height={20} />
    </div>
  );
}
