/** `/dev/mail`: the mails that were written to files, for trying things out. Nothing in a mail can run here. */
import { SegmentedControl } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { DevMail } from '@/generated/types.gen';
import { useDevMail, useDevMails } from '../api/mail';
import classes from './DevMailPage.module.css';

interface Props {
  shown: number | undefined;
}

export function DevMailPage({ shown }: Props) {
  const { t } = useTranslation();
  const query = useDevMails();
  return (
    <div className={classes.frame}>
      <header>
        <Link to="/" className={classes.brand} aria-label={t('auth.toStart')}>
          <Brand />
        </Link>
      </header>
      <main>
        <Page title={t('mail.devTitle')} lead={t('mail.devLead')}>
          <QueryState query={query} skeleton={<RowsSkeleton count={6} />}>
            {({ mails }) =>
              mails.length === 0 ? <Nothing /> : <Mails mails={mails} shown={shown} />
            }
          </QueryState>
        </Page>
      </main>
    </div>
  );
}

function Mails({ mails, shown }: { mails: DevMail[]; shown: number | undefined }) {
  return (
    <div className={classes.columns}>
      <Card padded={false}>
        <ul className={classes.list}>
          {mails.map((mail) => (
            <li key={mail.id}>
              <Link
                to="/dev/mail"
                search={{ id: mail.id }}
                className={classes.mail}
                aria-current={mail.id === shown ? 'true' : undefined}
              >
                <strong>{mail.subject}</strong>
                <span>{mail.to}</span>
                <RelativeTime time={new Date(mail.date).toISOString()} />
              </Link>
            </li>
          ))}
        </ul>
      </Card>
      {shown === undefined ? null : <Shown key={shown} id={shown} />}
    </div>
  );
}

function Shown({ id }: { id: number }) {
  const { t } = useTranslation();
  const query = useDevMail(id);
  const [part, setPart] = useState('html');
  return (
    <QueryState query={query} skeleton={<RowsSkeleton count={4} />}>
      {(mail) => (
        <Card>
          <SegmentedControl
            aria-label={t('mail.part')}
            value={part}
            onChange={setPart}
            data={[
              { value: 'html', label: 'HTML' },
              { value: 'text', label: t('mail.text') },
            ]}
          />
          {part === 'html' ? (
            <iframe
              className={classes.html}
              title={mail.subject}
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              srcDoc={`<base target="_blank">${mail.html}`}
            />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
            <pre className={classes.text} tabIndex={0}>
              {mail.text}
            </pre>
          )}
        </Card>
      )}
    </QueryState>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <Card>
      <EmptyState icon={<IconMailOff size={22} />}>{t('mail.none')}</EmptyState>
    </Card>
  );
}
