/** "Due in 3 hours", with the exact moment on hover; plain about a deadline that has passed. */
import { useTranslation } from 'react-i18next';
import { useMinute } from '@/components/time/minute';
import { formatDate, formatTime, formatUntil } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import classes from './Assignment.module.css';

const soon = 24 * 3600_000;

export function DueText({ deadline }: { deadline: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useMinute();
  const left = Date.parse(deadline) - now;
  const exact = `${formatDate(deadline, locale)}, ${formatTime(deadline, locale)}`;
  return (
    <time
      dateTime={deadline}
      title={exact}
      className={classes.due}
      data-soon={(left > 0 && left < soon) || undefined}
    >
      {left > 0
        ? t('study.due', { when: formatUntil(deadline, locale, now) })
        : t('study.ended', { when: formatDate(deadline, locale) })}
    </time>
  );
}
