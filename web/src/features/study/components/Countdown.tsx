/** The time that is left, red when it runs short; told to screen readers at few moments only. */
import { VisuallyHidden } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatUntil } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { clockText } from '../hooks/useTimeLeft';
import classes from './Answering.module.css';

const short = 5 * 60_000;
const minute = 60_000;

interface Props {
  deadline: string;
  left: number;
}

export function Countdown({ deadline, left }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const clock = clockText(left);
  const minutes = Math.ceil(left / minute);
  return (
    <span className={classes.clock} data-short={left < short || undefined}>
      <IconClock size={16} aria-hidden="true" />
      <span aria-hidden="true">{clock ?? formatUntil(deadline, locale)}</span>
      <VisuallyHidden role="timer" aria-live={left < short ? 'polite' : 'off'}>
        {t('study.minutesLeft', { count: minutes })}
      </VisuallyHidden>
    </span>
  );
}
