/** The sentence for an error: our own where the cause is between here and the server, else what the server said. */
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/problem';

export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!navigator.onLine || (error instanceof ApiError && error.isOffline))
      return t('errors.offline');
    if (!(error instanceof ApiError)) return t('errors.unexpected');
    if (error.status === 429) return t('errors.tooMany');
    if (error.status === 503 || error.status === 504) return t('errors.away');
    if (error.status >= 500) return t('errors.server');
    return error.detail || t('errors.unexpected');
  };
}
