/** `/c/$id`: the head and the tabs of a course; the page below is one of its tabs. */
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import { LinkTabs } from '@/components/tabs/LinkTabs';
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
            {course.is_owner ? <OwnerTabs course={course} /> : null}
            {children}
          </>
        )}
      </QueryState>
    </Page>
  );
}

function OwnerTabs({ course }: { course: Course }) {
  const { t } = useTranslation();
  const params = { id: String(course.id) };
  return (
    <LinkTabs
      label={t('course.parts')}
      tabs={[
        { to: '/c/$id/overview', params, label: t('course.overview') },
        { to: '/c/$id/people', params, label: t('course.people') },
        { to: '/c/$id/settings', params, label: t('course.settings') },
      ]}
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
