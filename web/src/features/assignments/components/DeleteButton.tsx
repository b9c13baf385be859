/** Removes an assignment, with what was submitted, after a question. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { showToast } from '@/components/toast/toasts';
import type { Assignment } from '@/generated/types.gen';
import { useDelete } from '../api/assignments';

interface Props {
  assignment: Assignment;
  onDeleted: () => void;
}

export function DeleteButton({ assignment: { id, title, submission_count }, onDeleted }: Props) {
  const { t } = useTranslation();
  const [asking, question] = useDisclosure(false);
  const remove = useDelete();
  const confirm = () =>
    remove.mutate(
      { path: { id } },
      {
        onSuccess: () => {
          showToast('good', t('assignments.deleted', { title }));
          onDeleted();
        },
      },
    );
  return (
    <>
      <Button color="red" variant="light" onClick={question.open}>
        {t('common.delete')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('assignments.deleteTitle', { title })}
        confirmLabel={t('common.delete')}
        onConfirm={confirm}
        isPending={remove.isPending}
        error={remove.error}
      >
        <p>{t('assignments.deleteText', { count: submission_count ?? 0 })}</p>
      </ConfirmDialog>
    </>
  );
}
