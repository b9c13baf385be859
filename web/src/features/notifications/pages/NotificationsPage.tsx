/** `/notifications`: the unread ones first, then the others by day. */

import { Button } from '@mantine/core';
import { IconBellOff, IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { LoadMore } from '@/components/list/LoadMore';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { Notification } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { formatDay } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useDeleteNotification, useMarkAllRead, useMarkRead, useNotifications } from '../api/list';
import { useUnreadCount } from '../api/unreadCount';
import { unreadFirst } from '../components/groups';
import { NotificationRow } from '../components/NotificationRow';
import classes from '../components/NotificationRow.module.css';

export function NotificationsPage() {
  const { t } = useTranslation();
  const query = useNotifications();
  const unread = useUnreadCount();
  const markAll = useMarkAllRead();
  return (
    <Page
      title={t('notifications.title')}
      lead={unread ? t('notifications.unread', { count: unread }) : t('notifications.noneUnread')}
      width="medium"
      actions={
        <Button
          variant="default"
          leftSection={<IconChecks size={16} />}
          disabled={!unread}
          onClick={() => markAll.mutate()}
        >
          {t('notifications.markAll')}
        </Button>
      }
    >
      <QueryState
        query={query}
        skeleton={
          <Card padded={false}>
            <RowsSkeleton count={6} />
          </Card>
        }
      >
        {(data) => <Groups notifications={allItems(data)} />}
      </QueryState>
      <LoadMore query={query} />
    </Page>
  );
}

function Groups({ notifications }: { notifications: Notification[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (notifications.length === 0) return <Nothing />;
  const { unread, days } = unreadFirst(notifications);
  return (
    <>
      {unread.length > 0 ? (
        <Section title={t('notifications.new')}>
          <Rows notifications={unread} />
        </Section>
      ) : null}
      {days.map(({ day, items }) => (
        <Section key={day} title={formatDay(items[0]?.created_at ?? day, locale)}>
          <Rows notifications={items} />
        </Section>
      ))}
    </>
  );
}

function Rows({ notifications }: { notifications: Notification[] }) {
  const markRead = useMarkRead();
  const remove = useDeleteNotification();
  return (
    <Card padded={false}>
      <ul className={classes.list}>
        {notifications.map((notification) => (
          <NotificationRow
            key={notification.id}
            notification={notification}
            onRead={markRead.mutate}
            onDelete={remove.mutate}
          />
        ))}
      </ul>
    </Card>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState
        icon={<IconBellOff size={22} />}
        action={
          <ButtonLink to="/courses" variant="default">
            {t('notifications.toCourses')}
          </ButtonLink>
        }
      >
        {t('notifications.empty')}
      </EmptyState>
    </Card>
  );
}
