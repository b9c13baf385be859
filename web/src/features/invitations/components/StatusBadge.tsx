/** What has become of an invitation, in a word. */
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationStatus } from '@/generated/types.gen';

const colors: Record<InvitationStatus, string> = {
  pending: 'yellow',
  accepted: 'green',
  expired: 'gray',
  revoked: 'gray',
};

export function StatusBadge({ status }: { status: InvitationStatus }) {
  const { t } = useTranslation();
  return <Badge color={colors[status]}>{t(`invitations.status.${status}`)}</Badge>;
}
