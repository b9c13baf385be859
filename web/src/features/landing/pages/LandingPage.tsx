/** `/`: what this is, and the way in. */
import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import { ButtonLink } from '@/components/links';
import { LanguageLinks } from '../components/LanguageLinks';
import { Picture } from '../components/Picture';
import { Promises } from '../components/Promises';
import classes from './LandingPage.module.css';

export function LandingPage({ isSignedIn }: { isSignedIn: boolean }) {
  const { t } = useTranslation();
  useDocumentTitle(`Lectern · ${t('landing.short')}`);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Brand />
        <nav className={classes.nav} aria-label={t('nav.main')}>
          <EntryLinks isSignedIn={isSignedIn} />
        </nav>
      </header>
      <main>
        <div className={classes.hero}>
          <Title order={1} tabIndex={-1}>
            {t('landing.title')}
          </Title>
          <p className={classes.lead}>{t('landing.lead')}</p>
          <div className={classes.actions}>
            {isSignedIn ? (
              <ButtonLink to="/dashboard" size="md">
                {t('landing.toHome')}
              </ButtonLink>
            ) : (
              <>
                <ButtonLink to="/register" size="md">
                  {t('auth.createAccount')}
                </ButtonLink>
                <ButtonLink to="/login" size="md" variant="default">
                  {t('auth.signIn')}
                </ButtonLink>
              </>
            )}
          </div>
        </div>
        <Picture />
        <Promises />
      </main>
      <footer className={classes.footer}>
        <span>Lectern</span>
        <LanguageLinks />
      </footer>
    </div>
  );
}

function EntryLinks({ isSignedIn }: { isSignedIn: boolean }) {
  const { t } = useTranslation();
  return isSignedIn ? (
    <ButtonLink to="/dashboard" variant="default">
      {t('nav.home')}
    </ButtonLink>
  ) : (
    <ButtonLink to="/login" variant="default">
      {t('auth.signIn')}
    </ButtonLink>
  );
}
