/** "3 minutes ago", with the exact time on hover, kept true while the page stays open. */
import { useTranslation } from 'react-i18next';
import { formatDate, formatRelative, formatTime } from '@/lib/format';
import { useMinute } from './minute';

export function RelativeTime({ time }: { time: string }) {
  const { i18n } = useTranslation();
  const now = useMinute();
  const exact = `${formatDate(time, i18n.language)}, ${formatTime(time, i18n.language)}`;
  return (
    <time dateTime={time} title={exact}>
      {formatRelative(time, i18n.language, now)}
    </time>
  );
}
