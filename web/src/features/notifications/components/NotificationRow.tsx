/** One notification: what happened, when, and what can be done with it. */
import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconBell,
  IconCheck,
  IconClock,
  IconFileText,
  IconStar,
  IconTrash,
  IconUserPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Notification } from '@/generated/types.gen';
import { pagePath } from '@/lib/links';
import classes from './NotificationRow.module.css';

const icons = {
  general: IconBell,
  enrollment: IconUserPlus,
  material: IconFileText,
  feedback: IconStar,
  deadline: IconClock,
};

interface Props {
  notification: Notification;
  onRead: (notification: Notification) => void;
  /** Without it the row is a short one, for a dashboard. */
  onDelete?: (notification: Notification) => void;
}

export function NotificationRow({ notification, onRead, onDelete }: Props) {
  const { t } = useTranslation();
  const Icon = icons[notification.notification_type];
  return (
    <li className={classes.row} data-unread={!notification.is_read || undefined}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={18} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <Heading notification={notification} onRead={onRead} isShort={!onDelete} />
        {onDelete && notification.message ? (
          <p className={classes.message}>{notification.message}</p>
        ) : null}
        <div className={classes.when}>
          {notification.is_read || onDelete ? null : (
            <span className={classes.new}>{t('notifications.new')}</span>
          )}
          <RelativeTime time={notification.created_at} />
        </div>
      </div>
      {onDelete ? (
        <div className={classes.actions}>
          {notification.is_read ? null : (
            <Tooltip label={t('notifications.markRead')}>
              <ActionIcon
                aria-label={t('notifications.markReadOf', { title: notification.title })}
                onClick={() => onRead(notification)}
              >
                <IconCheck size={18} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label={t('common.delete')}>
            <ActionIcon
              aria-label={t('notifications.deleteOf', { title: notification.title })}
              onClick={() => onDelete(notification)}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </div>
      ) : null}
    </li>
  );
}

interface HeadingProps extends Pick<Props, 'notification' | 'onRead'> {
  /** One sentence has to do. */
  isShort: boolean;
}

function Heading({ notification, onRead, isShort }: HeadingProps) {
  const path = pagePath(notification.link);
  const text = (isShort && notification.message) || notification.title;
  if (!path) return <span className={classes.title}>{text}</span>;
  return (
    <TextLink
      to={path}
      className={classes.title}
      onClick={() => !notification.is_read && onRead(notification)}
    >
      {text}
    </TextLink>
  );
}
