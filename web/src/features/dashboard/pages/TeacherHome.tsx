/** A teacher's home: what needs attention, how the courses go, how the invitations stand, and what others write. */

import { IconPlus, IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { Course } from '@/generated/types.gen';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { enrollmentLimit, useEnrollments, useTaughtCourses } from '../api/courses';
import { useHome } from '../api/home';
import { Attention } from '../components/Attention';
import { activityByCourse, activityOf, isCut } from '../components/activity';
import { Columns } from '../components/Columns';
import { CourseActivityRow } from '../components/CourseActivityRow';
import classes from '../components/CourseActivityRow.module.css';
import { Figures } from '../components/Figures';
import { Greeting } from '../components/Greeting';
import { InvitationState } from '../components/InvitationState';
import { LiveNow } from '../components/LiveNow';
import type { HomeProps } from './homeProps';

export function TeacherHome({ news, feed }: HomeProps) {
  const { t } = useTranslation();
  const query = useTaughtCourses();
  // What stands below the courses on a phone waits for them: it would be pushed down by however many there are.
  const isLoaded = !query.isPending;
  return (
    <Page title={t('nav.home')} header={<Greeting actions={<NewCourse />} />}>
      <LiveNow rooms={useHome().data?.rooms ?? null} />
      <Numbers />
      <Columns
        main={
          <>
            {query.data ? <Attention courses={query.data} /> : null}
            <CourseActivity />
            {isLoaded ? feed : null}
          </>
        }
        side={
          isLoaded ? (
            <>
              <InvitationState />
              {news}
            </>
          ) : null
        }
      />
    </Page>
  );
}

function NewCourse() {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/teach/courses/new" leftSection={<IconPlus size={16} />}>
      {t('course.new')}
    </ButtonLink>
  );
}

function useActivity() {
  const enrollments = useEnrollments().data;
  const now = Date.now();
  return (
    enrollments && {
      byCourse: activityByCourse(enrollments, now),
      isCut: isCut(enrollments, enrollmentLimit, now),
    }
  );
}

function Numbers() {
  const { t } = useTranslation();
  const locale = useLocale();
  const courses = useTaughtCourses().data;
  const activity = useActivity();
  const show = (value: number | undefined) =>
    value === undefined ? null : formatNumber(value, locale);
  const students = courses?.reduce((sum, course) => sum + course.enrolled_count, 0);
  const week =
    activity && [...activity.byCourse.values()].reduce((sum, entry) => sum + entry.week, 0);
  return (
    <Figures
      figures={[
        { name: t('home.figures.courses'), value: show(courses?.length) },
        { name: t('home.figures.students'), value: show(students) },
        {
          name: t('home.figures.week'),
          value: show(week) && `${show(week)}${activity?.isCut ? '+' : ''}`,
        },
      ]}
    />
  );
}

function CourseActivity() {
  const { t } = useTranslation();
  const query = useTaughtCourses();
  return (
    <Section title={t('home.yourCourses')}>
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={4} />}>
          {(courses) =>
            courses.length === 0 ? (
              <EmptyState icon={<IconSchool size={22} />} action={<NewCourse />}>
                {t('home.noneTaught')}
              </EmptyState>
            ) : (
              <Rows courses={courses} />
            )
          }
        </QueryState>
      </Card>
    </Section>
  );
}

function Rows({ courses }: { courses: Course[] }) {
  const activity = useActivity();
  return (
    <ul className={classes.list}>
      {courses.map((course) => (
        <CourseActivityRow
          key={course.id}
          course={course}
          activity={activity && activityOf(activity.byCourse, course.id)}
        />
      ))}
    </ul>
  );
}
