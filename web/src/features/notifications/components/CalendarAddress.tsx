/** The address for calendar programs: to copy, and to change when it has got into the wrong hands. */
import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { showToast } from '@/components/toast/toasts';
import { useResetCalendar } from '../api/calendar';
import classes from './CalendarAddress.module.css';

export function CalendarAddress({ url }: { url: string }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.row}>
        <TextInput
          className={classes.field}
          label={t('notify.calendarAddress')}
          description={t('notify.calendarSecret')}
          value={url}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            >
              {copied ? t('notify.copied') : t('notify.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
      <Group gap="xs" mt="md">
        <Button component="a" href={url.replace(/^https?:/, 'webcal:')} variant="light">
          {t('notify.subscribe')}
        </Button>
        <Reset />
      </Group>
    </>
  );
}

function Reset() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const reset = useResetCalendar();
  const confirm = () =>
    reset.mutate(
      {},
      {
        onSuccess: () => {
          setAsking(false);
          showToast('good', t('notify.resetDone'));
        },
      },
    );
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('notify.reset')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('notify.resetTitle')}
        confirmLabel={t('notify.reset')}
        onConfirm={confirm}
        isPending={reset.isPending}
        error={reset.error}
      >
        {t('notify.resetText')}
      </ConfirmDialog>
    </>
  );
}
