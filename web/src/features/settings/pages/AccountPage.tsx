/** `/settings/account`: the password, a teacher's key for a model, and where one is signed in. */
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { useMe } from '@/lib/me';
import { useSessions } from '../api/account';
import { ModelKey } from '../components/ModelKey';
import { PasswordForm } from '../components/PasswordForm';
import { SessionRow } from '../components/SessionRow';
import classes from '../components/SessionRow.module.css';

export function AccountPage() {
  const { t } = useTranslation();
  const me = useMe();
  const query = useSessions();
  return (
    <>
      <Section title={t('settings.password')} lead={t('settings.passwordLead')}>
        <Card>
          <PasswordForm />
        </Card>
      </Section>
      {me.user_type === 'teacher' ? (
        <Section title={t('key.title')} lead={t('key.lead')}>
          <Card>
            <ModelKey />
          </Card>
        </Section>
      ) : null}
      <Section title={t('settings.sessions')} lead={t('settings.sessionsLead')}>
        <Card padded={false}>
          <QueryState query={query} skeleton={<RowsSkeleton count={2} />}>
            {(sessions) => (
              <ul className={classes.list}>
                {sessions.map((one) => (
                  <SessionRow key={one.id} session={one} />
                ))}
              </ul>
            )}
          </QueryState>
        </Card>
      </Section>
    </>
  );
}
