/** The users that came last among those the server lists first. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { PersonName } from '@/components/person/PersonName';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import { accountsListUsersOptions } from '@/generated/@tanstack/react-query.gen';
import { displayName } from '@/lib/names';
import classes from './NewestUsers.module.css';

const shown = 8;

export function NewestUsers() {
  const { t } = useTranslation();
  const query = useQuery(accountsListUsersOptions({ query: { limit: 500 } }));
  return (
    <Section
      title={t('home.newestUsers')}
      action={<TextLink to="/admin/users">{t('common.all')}</TextLink>}
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={shown} />}>
          {(users) => (
            <ul className={classes.list}>
              {users
                .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
                .slice(0, shown)
                .map((user) => (
                  <li key={user.id} className={classes.row}>
                    <PersonName
                      id={user.id}
                      name={displayName(user)}
                      photo={user.photo}
                      detail={`${t(`role.${user.user_type}`)} · @${user.username}`}
                    />
                    <span className={classes.when}>
                      <RelativeTime time={user.created_at} />
                    </span>
                  </li>
                ))}
            </ul>
          )}
        </QueryState>
      </Card>
    </Section>
  );
}
