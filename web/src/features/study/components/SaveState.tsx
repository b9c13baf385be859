/** Whether the server has every answer: quiet when it has, plain when it has not. */

import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { savingKey } from '../api/attempt';
import classes from './Answering.module.css';

export function SaveState({ attempt }: { attempt: number }) {
  const { t } = useTranslation();
  const saving = useIsMutating({ mutationKey: savingKey(attempt) });
  const failing = useIsMutating({
    mutationKey: savingKey(attempt),
    predicate: ({ state }) => state.failureCount > 0 || state.isPaused,
  });
  const [Icon, text] = failing
    ? [IconCloudOff, t('study.notSavedYet')]
    : saving
      ? [IconCloudUp, t('study.saving')]
      : [IconCloudCheck, t('study.saved')];
  return (
    <span className={classes.save} data-failing={failing > 0 || undefined} role="status">
      <Icon size={16} aria-hidden="true" />
      {text}
    </span>
  );
}
