/** `/unsubscribe/$token`: from a mail, without signing in. Looking changes nothing; the button does. */
import { Button, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import { FormProblem } from '@/components/form/FormProblem';
import { TextLink } from '@/components/links';
import { Card } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import type { Unsubscribed } from '@/generated/types.gen';
import { ApiError } from '@/lib/api/problem';
import { useUnsubscribe, useUnsubscription } from '../api/mail';
import classes from './UnsubscribePage.module.css';

export function UnsubscribePage({ token }: { token: string }) {
  const { t } = useTranslation();
  const query = useUnsubscription(token);
  const isNone = query.error instanceof ApiError && query.error.status === 404;
  useDocumentTitle(`${t('mail.title')} · Lectern`);
  return (
    <div className={classes.page}>
      <header>
        <Link to="/" className={classes.brand} aria-label={t('auth.toStart')}>
          <Brand />
        </Link>
      </header>
      <main>
        <Card>
          <Title order={1} tabIndex={-1} className={classes.title}>
            {t('mail.title')}
          </Title>
          {isNone ? (
            <p role="alert">{t('mail.noLink')}</p>
          ) : (
            <QueryState query={query} skeleton={<Bone height={88} />}>
              {(state) => <Decision token={token} state={state} />}
            </QueryState>
          )}
          <p className={classes.more}>
            <TextLink to="/settings/notifications">{t('mail.toSettings')}</TextLink>
          </p>
        </Card>
      </main>
    </div>
  );
}

function Decision({ token, state }: { token: string; state: Unsubscribed }) {
  const { t } = useTranslation();
  const end = useUnsubscribe(token);
  const { notification_type: about } = state;
  const what = about ? t(`notify.types.${about}`) : t('mail.everything');
  if (!state.is_mailed) {
    return <p role="status">{t('mail.done', { what })}</p>;
  }
  return (
    <>
      <p>{t('mail.question', { what })}</p>
      <FormProblem error={end.error} />
      <Button loading={end.isPending} onClick={() => end.mutate({ path: { token } })}>
        {t('mail.confirm')}
      </Button>
    </>
  );
}
