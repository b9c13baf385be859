/** A part of a page whose service is away: said quietly, the rest of the page is there. */
import { Button } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Unavailable.module.css';

interface Props {
  onRetry: () => void;
  isRetrying?: boolean;
}

export function Unavailable({ onRetry, isRetrying }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.note}>
      <IconCloudOff size={18} aria-hidden="true" />
      <span className={classes.text}>{t('errors.part')}</span>
      <Button variant="subtle" size="xs" loading={isRetrying} onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
