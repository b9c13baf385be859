/** How many notifications wait, beside the word or on the bell. Follows the server's events. */
import { useTranslation } from 'react-i18next';
import { useUnreadCount } from '@/features/notifications/api/unreadCount';
import classes from './UnreadBadge.module.css';

export function UnreadBadge({ floating }: { floating?: boolean }) {
  const { t } = useTranslation();
  const unread = useUnreadCount();
  if (!unread) return null;
  return (
    <span
      className={classes.badge}
      data-floating={floating || undefined}
      data-testid="unread-badge"
    >
      <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
      <span className={classes.words}>{t('notifications.unread', { count: unread })}</span>
    </span>
  );
}
