/** Asks before a page is left on which something has not been saved. */
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';

export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: () => isDirty,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={t('assignments.leaveTitle')}
      confirmLabel={t('assignments.leave')}
      onConfirm={() => blocker.proceed?.()}
    >
      <p>{t('assignments.leaveText')}</p>
    </ConfirmDialog>
  );
}
