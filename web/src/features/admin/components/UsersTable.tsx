/** Users in a table; on a small screen each row becomes a card. */

import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonName } from '@/components/person/PersonName';
import type { User } from '@/generated/types.gen';
import { formatDate } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { displayName } from '@/lib/names';
import { BlockButton } from './BlockButton';
import classes from './UsersTable.module.css';

export function UsersTable({ users }: { users: User[] }) {
  const { t } = useTranslation();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('admin.name')}</th>
          <th scope="col">{t('admin.role')}</th>
          <th scope="col">{t('admin.email')}</th>
          <th scope="col">{t('admin.joined')}</th>
          <th scope="col">
            <span className={classes.hidden}>{t('admin.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </tbody>
    </table>
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
