/** A student's home: their courses, what else there is, and what happened lately. */
import { IconBooks, IconCompass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CourseGrid, CourseGridSkeleton } from '@/components/course/CourseGrid';
import { CourseTile } from '@/components/course/CourseTile';
import { ButtonLink, TextLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { useEnrolledCourses, useSomeCourses } from '../api/courses';
import { Columns } from '../components/Columns';
import { Greeting } from '../components/Greeting';

const discovered = 4;

export function StudentHome({ news }: { news: React.ReactNode }) {
  const { t } = useTranslation();
  // What stands below the courses waits for them: it would be pushed down by however many there are.
  const isLoaded = !useEnrolledCourses().isPending;
  return (
    <Page title={t('nav.home')} header={<Greeting />}>
      <Columns
        main={
          <>
            <MyCourses />
            {isLoaded ? <Discover /> : null}
          </>
        }
        side={isLoaded ? news : null}
      />
    </Page>
  );
}

function MyCourses() {
  const { t } = useTranslation();
  const query = useEnrolledCourses();
  return (
    <Section title={t('home.yourCourses')}>
      <QueryState query={query} skeleton={<CourseGridSkeleton count={4} />}>
        {(courses) =>
          courses.length === 0 ? (
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
          ) : (
            <CourseGrid>
              {courses.map((course) => (
                <CourseTile key={course.id} course={course} />
              ))}
            </CourseGrid>
          )
        }
      </QueryState>
    </Section>
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
