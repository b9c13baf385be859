/** What the sender of an invitation can do with it: send it again with a new link, or take it back. */
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import type { Invitation } from '@/generated/types.gen';
import { useResend, useRevoke } from '../api/invitations';

export function InvitationActions({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const resend = useResend();
  const [asking, question] = useDisclosure(false);
  const { id, email, status } = invitation;
  if (status !== 'pending' && status !== 'expired') return null;
  const sendAgain = () =>
    resend.mutate(
      { path: { id } },
      {
        onSuccess: () => showToast('good', t('invitations.resent', { email })),
        onError: (error) => showToast('bad', describe(error)),
      },
    );
  return (
    <>
      <Menu width={200}>
        <Menu.Target>
          <ActionIcon
            aria-label={t('invitations.actionsFor', { email })}
            loading={resend.isPending}
          >
            <IconDots size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item data-autofocus leftSection={<IconRefresh size={16} />} onClick={sendAgain}>
            {t('invitations.resend')}
          </Menu.Item>
          {status === 'pending' ? (
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={question.open}>
              {t('invitations.revoke')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <RevokeDialog invitation={invitation} opened={asking} onClose={question.close} />
    </>
  );
}

interface DialogProps {
  invitation: Invitation;
  opened: boolean;
  onClose: () => void;
}

function RevokeDialog({ invitation: { id, email }, opened, onClose }: DialogProps) {
  const { t } = useTranslation();
  const revoke = useRevoke();
  const confirm = () =>
    revoke.mutate(
      { path: { id } },
      {
        onSuccess: () => {
          onClose();
          showToast('good', t('invitations.revoked', { email }));
        },
      },
    );
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('invitations.revokeTitle')}
      confirmLabel={t('invitations.revoke')}
      onConfirm={confirm}
      isPending={revoke.isPending}
      error={revoke.error}
    >
      <p>{t('invitations.revokeText', { email })}</p>
    </ConfirmDialog>
  );
}
