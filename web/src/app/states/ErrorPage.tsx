/** A page that could not be shown at all. */
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { ErrorState } from '@/components/states/ErrorState';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('errors.title')} width="medium">
      <ErrorState error={error} onRetry={retry} />
    </Page>
  );
}
