/** Keeps the place of what is loading at once, and shows the skeleton in it only after 150 ms. */
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './States.module.css';

export function Reveal({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.reveal} aria-busy="true">
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <div aria-hidden="true">{children}</div>
    </div>
  );
}
