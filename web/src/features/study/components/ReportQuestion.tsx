/** Tells the teacher that something is wrong with a question. */
import { Button, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMessageReport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { showToast } from '@/components/toast/toasts';
import { useReportQuestion } from '../api/submissions';

interface Props {
  assignment: number;
  question: number;
}

export function ReportQuestion({ assignment, question }: Props) {
  const { t } = useTranslation();
  const [asking, dialog] = useDisclosure(false);
  const [comment, setComment] = useState('');
  const report = useReportQuestion();
  const send = () =>
    report.mutate(
      { path: { id: assignment }, body: { question, comment } },
      {
        onSuccess: () => {
          dialog.close();
          setComment('');
          showToast('good', t('study.reported'));
        },
      },
    );
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconMessageReport size={16} />}
        onClick={dialog.open}
      >
        {t('study.report')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={dialog.close}
        title={t('study.reportTitle')}
        confirmLabel={t('study.reportSend')}
        onConfirm={send}
        isPending={report.isPending}
        isBlocked={!comment.trim()}
        error={report.error}
        isHarmless
      >
        <Textarea
          data-autofocus
          label={t('study.reportWhat')}
          value={comment}
          maxLength={1000}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </ConfirmDialog>
    </>
  );
}
