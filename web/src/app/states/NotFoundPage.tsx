/** There is no such page. */
import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { EmptyState } from '@/components/states/EmptyState';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('errors.notFound')} width="medium">
      <EmptyState
        icon={<IconMapOff size={22} />}
        action={<ButtonLink to="/dashboard">{t('errors.toHome')}</ButtonLink>}
      >
        {t('errors.notFoundText')}
      </EmptyState>
    </Page>
  );
}
