/** Blocks a user after a question, or lets them in again. Administrators cannot block themselves. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { showToast } from '@/components/toast/toasts';
import type { User } from '@/generated/types.gen';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { useBlocking } from '../api/users';

export function BlockButton({ user }: { user: User }) {
  const { t } = useTranslation();
  const me = useMe();
  const blocking = useBlocking(user);
  const [asking, question] = useDisclosure(false);
  const name = displayName(user);
  if (user.id === me.id) return null;
  const verb = user.is_blocked ? 'unblock' : 'block';
  const confirm = () =>
    blocking.mutate(undefined, {
      onSuccess: () => {
        question.close();
        showToast('good', t(`admin.${verb}Done`, { name }));
      },
    });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        onClick={question.open}
        aria-label={t(`admin.${verb}Of`, { name })}
      >
        {t(`admin.${verb}`)}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t(`admin.${verb}Title`, { name })}
        confirmLabel={t(`admin.${verb}`)}
        onConfirm={confirm}
        isPending={blocking.isPending}
        isHarmless={user.is_blocked}
        error={blocking.error}
      >
        <p>{t(`admin.${verb}Text`)}</p>
      </ConfirmDialog>
    </>
  );
}
