/** The one button a student has on a course: enrol, or leave after a question. */
import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import type { Course } from '@/generated/types.gen';
import { useMe } from '@/lib/me';
import { useEnrolment } from '../api/enrolment';

interface Props extends ButtonProps {
  course: Course;
}

export function EnrolButton({ course, ...button }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const enrolment = useEnrolment(course);
  const [asking, question] = useDisclosure(false);
  if (me.user_type !== 'student') return null;
  if (!course.is_enrolled) {
    return (
      <Button
        {...button}
        leftSection={<IconPlus size={16} />}
        disabled={!course.is_active}
        onClick={() => enrolment.mutate(true)}
        aria-label={t('course.enrolIn', { title: course.title })}
      >
        {t('course.enrol')}
      </Button>
    );
  }
  return (
    <>
      <Button
        {...button}
        variant="default"
        leftSection={<IconCheck size={16} />}
        onClick={question.open}
        aria-label={t('course.leaveOf', { title: course.title })}
      >
        {t('course.enrolled')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('course.leaveTitle', { title: course.title })}
        confirmLabel={t('course.leave')}
        onConfirm={() => {
          question.close();
          enrolment.mutate(false);
        }}
      >
        {t('course.leaveText')}
      </ConfirmDialog>
    </>
  );
}
