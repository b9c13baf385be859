/** Invitations in a table; on a small screen each row becomes a card. */
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMinute } from '@/components/time/minute';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Invitation } from '@/generated/types.gen';
import { formatUntil } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { InvitationActions } from './InvitationActions';
import classes from './InvitationTable.module.css';
import { StatusBadge } from './StatusBadge';

export function InvitationTable({ invitations }: { invitations: readonly Invitation[] }) {
  const { t } = useTranslation();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('invitations.to')}</th>
          <th scope="col">{t('invitations.as')}</th>
          <th scope="col">{t('invitations.state')}</th>
          <th scope="col">{t('invitations.when')}</th>
          <th scope="col">
            <VisuallyHidden>{t('admin.actions')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {invitations.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const { email, full_name, user_type, course_title, status } = invitation;
  return (
    <tr data-over={status === 'expired' || status === 'revoked' || undefined}>
      <td>
        <span className={classes.name}>{full_name || email}</span>
        {full_name ? <span className={classes.detail}>{email}</span> : null}
      </td>
      <td>
        <span className={classes.role}>{t(`role.${user_type}`)}</span>
        {course_title ? <span className={classes.detail}>{course_title}</span> : null}
      </td>
      <td className={classes.state}>
        <StatusBadge status={status} />
        <Expiry invitation={invitation} />
      </td>
      <td className={classes.when}>
        <RelativeTime time={invitation.resent_at ?? invitation.created_at} />
      </td>
      <td className={classes.action}>
        <InvitationActions invitation={invitation} />
      </td>
    </tr>
  );
}

function Expiry({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useMinute();
  if (invitation.status !== 'pending') return null;
  return (
    <span className={classes.detail}>
      {t('invitations.expires', { when: formatUntil(invitation.expires_at, locale, now) })}
    </span>
  );
}
