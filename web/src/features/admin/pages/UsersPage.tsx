/** `/admin/users`: find people, block them, let them in again. */

import { SegmentedControl } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Filters } from '@/components/list/Filters';
import { LoadMore } from '@/components/list/LoadMore';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { UserType } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { formatTotal } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { type UserFilters, useUsers } from '../api/users';
import { UsersTable } from '../components/UsersTable';

interface Props {
  filters: UserFilters;
  onFilter: (filters: UserFilters) => void;
}

const roles: UserType[] = ['student', 'teacher', 'admin'];

export function UsersPage({ filters, onFilter }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const query = useUsers(filters);
  const total = query.data?.pages[0]?.total;
  return (
    <Page
      title={t('nav.users')}
      lead={
        total === null || total === undefined
          ? t('admin.lead')
          : t('admin.count', { count: total, number: formatTotal(total, filters.q, locale) })
      }
    >
      <Filters
        label={t('admin.search')}
        value={filters.q ?? ''}
        onSearch={(q) => onFilter({ ...filters, q: q || undefined })}
      >
        <SegmentedControl
          aria-label={t('admin.filter')}
          value={filters.role ?? 'all'}
          onChange={(role) =>
            onFilter({ ...filters, role: role === 'all' ? undefined : (role as UserType) })
          }
          data={[
            { value: 'all', label: t('admin.allRoles') },
            ...roles.map((role) => ({ value: role, label: t(`roles.${role}`) })),
          ]}
        />
      </Filters>
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={8} />}>
          {(data) => {
            const users = allItems(data);
            return users.length > 0 ? (
              <UsersTable users={users} />
            ) : (
              <EmptyState icon={<IconUserSearch size={22} />}>{t('admin.noMatch')}</EmptyState>
            );
          }}
        </QueryState>
      </Card>
      <LoadMore query={query} />
    </Page>
  );
}
