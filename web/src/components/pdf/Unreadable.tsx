/** A file that could not be shown. */
import { IconFileAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/states/EmptyState';

export function Unreadable() {
  const { t } = useTranslation();
  return (
    <div role="alert">
      <EmptyState icon={<IconFileAlert size={22} />}>{t('viewer.unreadable')}</EmptyState>
    </div>
  );
}
