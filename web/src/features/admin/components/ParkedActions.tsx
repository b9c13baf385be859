/** Has what was parked tried again, or throws it away after a question. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import { useParkedAction } from '../api/parked';
import type { Parked, Parking } from '../api/parkings';
import classes from './ParkedTable.module.css';

interface Props {
  parking: Parking;
  message: Parked;
  name: string;
}

export function ParkedActions(props: Props) {
  return (
    <div className={classes.actions}>
      <ReplayButton {...props} />
      <DropButton {...props} />
    </div>
  );
}

function ReplayButton({ parking, message, name }: Props) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const replaying = useParkedAction(parking, 'replay');
  const replay = () =>
    replaying.mutate(message.id, {
      onSuccess: () => showToast('good', t('parked.replayDone')),
      onError: (error) => showToast('bad', describe(error)),
    });
  return (
    <Button
      variant="default"
      size="xs"
      onClick={replay}
      loading={replaying.isPending}
      disabled={!message.queue && !message.mail}
      aria-label={t('parked.replayOf', { name })}
    >
      {t('parked.replay')}
    </Button>
  );
}

function DropButton({ parking, message, name }: Props) {
  const { t } = useTranslation();
  const dropping = useParkedAction(parking, 'drop');
  const [asking, question] = useDisclosure(false);
  const drop = () =>
    dropping.mutate(message.id, {
      onSuccess: () => {
        question.close();
        showToast('good', t('parked.dropDone'));
      },
    });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={question.open}
        aria-label={t('parked.dropOf', { name })}
      >
        {t('parked.drop')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('parked.dropTitle')}
        confirmLabel={t('parked.drop')}
        onConfirm={drop}
        isPending={dropping.isPending}
        error={dropping.error}
      >
        <p>{t('parked.dropText', { name })}</p>
      </ConfirmDialog>
    </>
  );
}
