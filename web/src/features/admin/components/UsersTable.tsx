/** Users in a table; on a small screen each row becomes a card. */

import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonName } from '@/components/person/PersonName';
import { CardTable } from '@/components/table/CardTable';
import type { User } from '@/generated/types.gen';
import { formatDate } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { displayName } from '@/lib/names';
import { BlockButton } from './BlockButton';
import classes from './UsersTable.module.css';

export function UsersTable({ users }: { users: User[] }) {
  const { t } = useTranslation();
  return (
    <CardTable
      className={classes.users}
      columns={[
        { name: t('admin.name'), width: '26%' },
        { name: t('admin.role'), width: '140px' },
        { name: t('admin.email') },
        { name: t('admin.joined'), width: '148px' },
        { name: t('admin.actions'), width: '128px', isUnnamed: true },
      ]}
    >
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </tbody>
    </CardTable>
  );
}

function UserRow({ user }: { user: User }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <tr data-blocked={user.is_blocked || undefined}>
      <td>
        <PersonName
          id={user.id}
          name={displayName(user)}
          photo={user.photo}
          detail={`@${user.username}`}
        />
      </td>
      <td>
        <span className={classes.tags}>
          {t(`role.${user.user_type}`)}
          {user.is_blocked ? <Badge color="red">{t('admin.blocked')}</Badge> : null}
        </span>
      </td>
      <td className={classes.soft}>{user.email}</td>
      <td className={classes.soft}>{formatDate(user.created_at, locale)}</td>
      <td className={classes.action}>
        <BlockButton user={user} />
      </td>
    </tr>
  );
}
