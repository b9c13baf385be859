/** "3 minutes ago", with the exact time on hover, kept true while the page stays open. */

import { formatDate, formatRelative, formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useMinute } from './minute';

export function RelativeTime({ time }: { time: string }) {
  const locale = useLocale();
  const now = useMinute();
  const exact = `${formatDate(time, locale)}, ${formatTime(time, locale)}`;
  return (
    <time dateTime={time} title={exact}>
      {formatRelative(time, locale, now)}
    </time>
  );
}
