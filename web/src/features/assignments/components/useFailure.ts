/** Why something could not be made, in the reader's language; what we have no words for, as the server says it. */
import { useTranslation } from 'react-i18next';
import type { Assignment } from '@/generated/types.gen';

const known = [
  'cancelled',
  'damaged_pdf',
  'encrypted_pdf',
  'generation_failed',
  'heavy_pdf',
  'long_pdf',
  'model_away',
  'model_busy',
  'model_failed',
  'model_limit',
  'model_nonsense',
  'model_refused_key',
  'model_too_slow',
  'model_unknown',
  'no_source',
  'no_text',
  'not_a_pdf',
  'nothing_found',
] as const;

export function useFailure(): (error: Assignment['error']) => string {
  const { t } = useTranslation();
  return (error) => {
    const reason = known.find((one) => error?.code === `assignments.${one}`);
    return reason ? t(`assignments.why.${reason}`) : (error?.detail ?? t('errors.unexpected'));
  };
}
