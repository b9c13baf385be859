/** Who enrolled lately, for the owner of a course. */
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink, TextLink } from '@/components/links';
import { Row, Rows } from '@/components/list/Rows';
import { Card, Section } from '@/components/page/Section';
import { PersonName } from '@/components/person/PersonName';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Course, Enrollment } from '@/generated/types.gen';
import { useCourseEnrollments } from '../api/people';

const shown = 5;

export function newest(enrollments: readonly Enrollment[], count: number): Enrollment[] {
  return enrollments
    .filter((enrollment) => enrollment.is_active)
    .toSorted((a, b) => b.enrolled_at.localeCompare(a.enrolled_at))
    .slice(0, count);
}

export function RecentStudents({ course }: { course: Course }) {
  const { t } = useTranslation();
  const query = useCourseEnrollments(course.id);
  const params = { id: String(course.id) };
  return (
    <Section
      title={t('people.recent')}
      action={
        <TextLink to="/c/$id/people" params={params}>
          {t('common.all')}
        </TextLink>
      }
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={3} />}>
          {(enrollments) => {
            const latest = newest(enrollments, shown);
            if (latest.length === 0) {
              return (
                <EmptyState
                  icon={<IconUserPlus size={22} />}
                  action={
                    <ButtonLink to="/c/$id/people" params={params} variant="default">
                      {t('people.add')}
                    </ButtonLink>
                  }
                >
                  {t('people.none')}
                </EmptyState>
              );
            }
            return (
              <Rows>
                {latest.map(({ id, student, student_name, enrolled_at }) => (
                  <Row key={id}>
                    <PersonName
                      id={student}
                      name={student_name ?? t('common.someone')}
                      detail={<RelativeTime time={enrolled_at} />}
                    />
                  </Row>
                ))}
              </Rows>
            );
          }}
        </QueryState>
      </Card>
    </Section>
  );
}
