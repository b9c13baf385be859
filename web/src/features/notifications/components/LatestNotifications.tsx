/** The newest few notifications, for a dashboard. */
import { IconBellOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { allItems } from '@/lib/api/pages';
import { useMarkRead, useNotifications } from '../api/list';
import { NotificationRow } from './NotificationRow';
import classes from './NotificationRow.module.css';

const shown = 5;

export function LatestNotifications() {
  const { t } = useTranslation();
  const query = useNotifications();
  const markRead = useMarkRead();
  return (
    <Section
      title={t('notifications.latest')}
      action={<TextLink to="/notifications">{t('common.all')}</TextLink>}
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={shown} />}>
          {(data) => {
            const latest = allItems(data).slice(0, shown);
            if (latest.length === 0) {
              return (
                <EmptyState icon={<IconBellOff size={22} />}>{t('notifications.empty')}</EmptyState>
              );
            }
            return (
              <ul className={classes.list}>
                {latest.map((item) => (
                  <NotificationRow key={item.id} notification={item} onRead={markRead.mutate} />
                ))}
              </ul>
            );
          }}
        </QueryState>
      </Card>
    </Section>
  );
}
