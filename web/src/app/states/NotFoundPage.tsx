/** There is no such page: inside the shell where one is signed in, else on its own. */
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { EmptyState } from '@/components/states/EmptyState';
import classes from './NotFoundPage.module.css';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('errors.notFound')} width="medium">
      <EmptyState
        icon={<IconMapOff size={22} />}
        action={<ButtonLink to="/dashboard">{t('errors.toHome')}</ButtonLink>}
      >
        {t('errors.notFoundText')}
      </EmptyState>
    </Page>
  );
}

export function LostPage() {
  const { t } = useTranslation();
  return (
    <>
      <header className={classes.header}>
        <Link to="/" className={classes.brand} aria-label={t('auth.toStart')}>
          <Brand />
        </Link>
      </header>
      <main className={classes.lost}>
        <NotFoundPage />
      </main>
    </>
  );
}
