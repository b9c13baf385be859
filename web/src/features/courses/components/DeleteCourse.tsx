/** Deletes a course after its code has been typed. */
import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { Card } from '@/components/page/Section';
import { showToast } from '@/components/toast/toasts';
import type { Course } from '@/generated/types.gen';
import { useDeleteCourse } from '../api/editing';
import classes from './DeleteCourse.module.css';

interface Props {
  course: Course;
  onDeleted: () => void;
}

export function DeleteCourse({ course, onDeleted }: Props) {
  const { t } = useTranslation();
  const [asking, question] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const remove = useDeleteCourse(course);
  const confirm = () =>
    remove.mutate(
      { path: { id: course.id } },
      {
        onSuccess: () => {
          showToast('good', t('course.deleted', { title: course.title }));
          onDeleted();
        },
      },
    );
  return (
    <Card>
      <div className={classes.row}>
        <div>
          <strong>{t('course.delete')}</strong>
          <p className={classes.text}>{t('course.deleteText', { count: course.enrolled_count })}</p>
        </div>
        <Button color="red" variant="light" onClick={question.open}>
          {t('course.delete')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('course.deleteTitle', { title: course.title })}
        confirmLabel={t('course.delete')}
        onConfirm={confirm}
        isPending={remove.isPending}
        isBlocked={typed.trim() !== course.code}
        error={remove.error}
      >
        <p className={classes.text}>{t('course.deleteText', { count: course.enrolled_count })}</p>
        <TextInput
          mt="md"
          mb="md"
          data-autofocus
          autoComplete="off"
          label={t('course.deleteType', { code: course.code })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </Card>
  );
}
