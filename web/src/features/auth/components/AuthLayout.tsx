/** The pages before the sign-in: the form at the left, a wall of course covers at the right. */
import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import { CourseCover } from '@/components/cover/CourseCover';
import classes from './AuthLayout.module.css';

interface Props {
  title: string;
  lead: React.ReactNode;
  footer: React.ReactNode;
  children: React.ReactNode;
}

const covers = Array.from({ length: 15 }, (_, index) => index + 1);

export function AuthLayout({ title, lead, footer, children }: Props) {
  const { t } = useTranslation();
  useDocumentTitle(`${title} · Lectern`);
  return (
    <div className={classes.layout}>
      <div className={classes.side}>
        <header className={classes.header}>
          <Link to="/" className={classes.brand} aria-label={t('auth.toStart')}>
            <Brand />
          </Link>
        </header>
        <main className={classes.main}>
          <Title order={1} tabIndex={-1}>
            {title}
          </Title>
          <p className={classes.lead}>{lead}</p>
          {children}
          {footer ? <p className={classes.footer}>{footer}</p> : null}
        </main>
      </div>
      <div className={classes.wall} aria-hidden="true">
        {covers.map((id) => (
          <div key={id} className={classes.tile}>
            <CourseCover id={id} />
          </div>
        ))}
      </div>
    </div>
  );
}
