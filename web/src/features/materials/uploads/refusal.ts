/** Why a file was refused, in words for the person who chose it. */
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { materialTypeOf } from '@/lib/kinds';
import type { Upload } from './queue';

/** The number of megabytes that the server's sentence names. */
export function limitIn(detail: string): number | null {
  const number = /(\d+) MB/.exec(detail)?.[1];
  return number ? Number(number) : null;
}

export function useRefusal(): (upload: Upload) => string {
  const { t } = useTranslation();
  const describe = useErrorText();
  return ({ error, file }) => {
    if (!error) return '';
    if (error.code === 'courses.quota_exceeded') return t('uploads.noRoom');
    const limit = limitIn(error.detail);
    if (error.status === 413) {
      return limit === null ? t('uploads.tooLarge') : t('uploads.tooLargeFor', { limit });
    }
    if (error.status === 415) return t(`uploads.wrongType.${materialTypeOf(file)}`);
    if (error.code === 'courses.unusable_picture') return t('uploads.brokenPicture');
    return describe(error);
  };
}
