/** Shows the toasts in a live region that is there from the start. */
import { CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconBell, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import classes from './Toaster.module.css';
import { dismissToast, type Toast, useToasts } from './toasts';

const icons = { good: IconCheck, bad: IconAlertTriangle, info: IconBell };

export function Toaster() {
  const toasts = useToasts();
  return (
    <div className={classes.region} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const Icon = icons[toast.tone];
  return (
    <div className={classes.toast} data-tone={toast.tone}>
      <Icon size={18} className={classes.icon} aria-hidden="true" />
      {toast.href ? (
        <TextLink
          to={toast.href}
          className={classes.message}
          onClick={() => dismissToast(toast.id)}
        >
          {toast.message}
        </TextLink>
      ) : (
        <span className={classes.message}>{toast.message}</span>
      )}
      <CloseButton
        size="sm"
        aria-label={t('common.dismiss')}
        onClick={() => dismissToast(toast.id)}
      />
    </div>
  );
}
