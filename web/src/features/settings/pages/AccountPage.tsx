/** `/settings/account`: the password, and where one is signed in. */
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { useSessions } from '../api/account';
import { PasswordForm } from '../components/PasswordForm';
import { SessionRow } from '../components/SessionRow';
import classes from '../components/SessionRow.module.css';

export function AccountPage() {
  const { t } = useTranslation();
  const query = useSessions();
  return (
    <>
      <Section title={t('settings.password')} lead={t('settings.passwordLead')}>
        <Card>
          <PasswordForm />
        </Card>
      </Section>
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
