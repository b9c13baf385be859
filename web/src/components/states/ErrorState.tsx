/** A plain cause, a way to try again, and the request id to quote. */
import { Button } from '@mantine/core';
import { IconCloudOff, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/problem';
import { useErrorText } from './errorText';
import classes from './States.module.css';

interface Props {
  error: unknown;
  onRetry?: () => void;
  isRetrying?: boolean;
}

export function ErrorState({ error, onRetry, isRetrying }: Props) {
  const { t } = useTranslation();
  const describe = useErrorText();
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} data-tone="bad" aria-hidden="true">
        <IconCloudOff size={22} />
      </div>
      <p className={classes.sentence}>{describe(error)}</p>
      {onRetry ? (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={isRetrying}
          onClick={onRetry}
        >
          {t('common.retry')}
        </Button>
      ) : null}
      <RequestId error={error} />
    </div>
  );
}

export function RequestId({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError) || !error.requestId) return null;
  return <p className={classes.request}>{t('common.requestId', { id: error.requestId })}</p>;
}
