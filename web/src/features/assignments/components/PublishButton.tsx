/** Shows a draft to the students, after a question: they are told at once. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { showToast } from '@/components/toast/toasts';
import type { Assignment } from '@/generated/types.gen';
import { cardsOf, questionsOf } from '@/lib/assignments';
import { usePublish } from '../api/assignments';

interface Props {
  assignment: Assignment;
  /** Whether something that was changed on the page is not saved, and so would not be published. */
  isDirty: boolean;
}

export function PublishButton({ assignment, isDirty }: Props) {
  const { t } = useTranslation();
  const [asking, question] = useDisclosure(false);
  const publish = usePublish();
  const count = questionsOf(assignment).length + cardsOf(assignment).length;
  const confirm = () =>
    publish.mutate(
      { path: { id: assignment.id } },
      {
        onSuccess: () => {
          question.close();
          showToast('good', t('assignments.published', { title: assignment.title }));
        },
      },
    );
  return (
    <>
      <Button onClick={question.open} disabled={count === 0}>
        {t('assignments.publish')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('assignments.publishTitle', { title: assignment.title })}
        confirmLabel={t(isDirty ? 'assignments.publishSaved' : 'assignments.publish')}
        onConfirm={confirm}
        isPending={publish.isPending}
        error={publish.error}
        isHarmless={!isDirty}
      >
        {isDirty ? (
          <p>
            <strong>{t('assignments.publishDirty')}</strong>
          </p>
        ) : null}
        <p>{t('assignments.publishText')}</p>
      </ConfirmDialog>
    </>
  );
}
