/** A student's home: what is live, what is due, their courses and how far they are, what else there is, and what others write. */
import { IconBooks, IconCompass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CourseGrid, CourseGridSkeleton } from '@/components/course/CourseGrid';
import { CourseTile } from '@/components/course/CourseTile';
import { ButtonLink, TextLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { Unavailable } from '@/components/states/Unavailable';
import type { Course, Home } from '@/generated/types.gen';
import { useSomeCourses } from '../api/courses';
import { useHome } from '../api/home';
import { Columns } from '../components/Columns';
import { CourseProgress } from '../components/CourseProgress';
import { DueList } from '../components/DueList';
import { Greeting } from '../components/Greeting';
import { LiveNow } from '../components/LiveNow';
import type { HomeProps } from './homeProps';

const discovered = 4;

export function StudentHome({ news, feed }: HomeProps) {
  const { t } = useTranslation();
  const query = useHome();
  const again = { onRetry: () => void query.refetch(), isRetrying: query.isFetching };
  return (
    <Page title={t('nav.home')} header={<Greeting />}>
      <QueryState query={query} skeleton={<CourseGridSkeleton count={4} />}>
        {(home) => (
          <>
            <LiveNow rooms={home.rooms} />
            <Columns
              main={
                <>
                  <DueList home={home} {...again} />
                  <MyCourses courses={home.courses} {...again} />
                  {home.courses ? <Discover /> : null}
                </>
              }
              side={
                <>
                  {feed}
                  {news}
                </>
              }
            />
          </>
        )}
      </QueryState>
    </Page>
  );
}

interface CoursesProps {
  courses: Home['courses'];
  onRetry: () => void;
  isRetrying: boolean;
}

function MyCourses({ courses, ...again }: CoursesProps) {
  const { t } = useTranslation();
  return (
    <Section
      title={t('home.yourCourses')}
      action={
        courses?.length ? (
          <TextLink to="/courses" search={{ show: 'own' }}>
            {t('common.all')}
          </TextLink>
        ) : null
      }
    >
      {courses === null ? (
        <Card padded={false}>
          <Unavailable {...again} />
        </Card>
      ) : (
        <Tiles courses={courses} />
      )}
    </Section>
  );
}

function Tiles({ courses }: { courses: Course[] }) {
  const { t } = useTranslation();
  if (courses.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={<IconBooks size={22} />}
          action={
            <ButtonLink to="/courses" leftSection={<IconCompass size={16} />}>
              {t('home.browse')}
            </ButtonLink>
          }
        >
          {t('home.noCourses')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <CourseGrid>
      {courses.map((course) => (
        <CourseTile key={course.id} course={course} action={<CourseProgress course={course} />} />
      ))}
    </CourseGrid>
  );
}

function Discover() {
  const { t } = useTranslation();
  const courses = useSomeCourses().data ?? [];
  const others = courses
    .filter((course) => !course.is_enrolled && course.is_active)
    .slice(0, discovered);
  if (others.length === 0) return null;
  return (
    <Section
      title={t('home.discover')}
      action={<TextLink to="/courses">{t('home.catalogue')}</TextLink>}
    >
      <CourseGrid>
        {others.map((course) => (
          <CourseTile key={course.id} course={course} />
        ))}
      </CourseGrid>
    </Section>
  );
}
