/** How a teacher's invitations stand: three numbers that lead to the list. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useInvitationCount } from '../api/attention';
import classes from './InvitationState.module.css';

const states = ['pending', 'accepted', 'expired'] as const;

export function InvitationState() {
  const { t } = useTranslation();
  return (
    <Section
      title={t('invitations.title')}
      action={<TextLink to="/teach/invitations">{t('home.invite')}</TextLink>}
    >
      <Card padded={false}>
        <div className={classes.states}>
          {states.map((status) => (
            <State key={status} status={status} />
          ))}
        </div>
      </Card>
    </Section>
  );
}

function State({ status }: { status: (typeof states)[number] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const count = useInvitationCount(status);
  return (
    <Link to="/teach/invitations" search={{ status }} className={classes.state}>
      <span className={classes.number}>
        {count === undefined || count === null ? '–' : formatNumber(count, locale)}
      </span>
      <span className={classes.name}>{t(`invitations.status.${status}`)}</span>
    </Link>
  );
}
