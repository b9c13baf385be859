/** Who is blocked from a course; shown only where somebody is. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from '@/components/list/Rows';
import { Card, Section } from '@/components/page/Section';
import { PersonName } from '@/components/person/PersonName';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import type { Course, Enrollment } from '@/generated/types.gen';
import { useAddStudent, useCourseEnrollments } from '../api/people';

export function BlockedStudents({ course }: { course: Course }) {
  const { t } = useTranslation();
  const enrollments = useCourseEnrollments(course.id).data ?? [];
  const blocked = enrollments.filter(({ status }) => status === 'blocked');
  if (blocked.length === 0) return null;
  return (
    <Section title={t('people.blocked')} lead={t('people.blockedLead')}>
      <Card padded={false}>
        <Rows>
          {blocked.map((enrollment) => (
            <BlockedRow key={enrollment.id} enrollment={enrollment} course={course} />
          ))}
        </Rows>
      </Card>
    </Section>
  );
}

function BlockedRow({ enrollment, course }: { enrollment: Enrollment; course: Course }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const add = useAddStudent();
  const name = enrollment.student_name ?? t('common.someone');
  const letIn = () =>
    add.mutate(
      { path: { id: course.id }, body: { student_id: enrollment.student } },
      {
        onSuccess: () => showToast('good', t('people.added', { name })),
        onError: (error) => showToast('bad', describe(error)),
      },
    );
  return (
    <Row
      side={
        <Button
          variant="default"
          size="xs"
          loading={add.isPending}
          onClick={letIn}
          aria-label={t('people.letInOf', { name })}
        >
          {t('people.letIn')}
        </Button>
      }
    >
      <PersonName id={enrollment.student} name={name} />
    </Row>
  );
}
