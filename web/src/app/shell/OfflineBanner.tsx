/** Says that there is no network, for as long as there is none. */
import { useNetwork } from '@mantine/hooks';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './OfflineBanner.module.css';

export function OfflineBanner() {
  const { t } = useTranslation();
  const { online } = useNetwork();
  return (
    <div role="status">
      {online ? null : (
        <div className={classes.banner}>
          <IconWifiOff size={16} aria-hidden="true" />
          {t('errors.offlineBanner')}
        </div>
      )}
    </div>
  );
}
