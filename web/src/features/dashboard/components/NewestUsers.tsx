/** The users that came last; not shown where there are too many to know that from one page. */
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Row, Rows } from '@/components/list/Rows';
import { Card, Section } from '@/components/page/Section';
import { PersonName } from '@/components/person/PersonName';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import { displayName } from '@/lib/names';
import { useAllUsers } from '../api/totals';

const shown = 8;

export function NewestUsers() {
  const { t } = useTranslation();
  const query = useAllUsers();
  if (query.data?.nextCursor) return null;
  return (
    <Section
      title={t('home.newestUsers')}
      action={<TextLink to="/admin/users">{t('common.all')}</TextLink>}
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={shown} />}>
          {({ items }) => (
            <Rows>
              {items
                .toSorted((a, b) => b.created_at.localeCompare(a.created_at))
                .slice(0, shown)
                .map((user) => (
                  <Row key={user.id} side={<RelativeTime time={user.created_at} />}>
                    <PersonName
                      id={user.id}
                      name={displayName(user)}
                      photo={user.photo}
                      detail={`${t(`role.${user.user_type}`)} · @${user.username}`}
                    />
                  </Row>
                ))}
            </Rows>
          )}
        </QueryState>
      </Card>
    </Section>
  );
}
