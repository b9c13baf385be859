/** The sentence for an issue that zod found, in the reader's language. */
import type { TFunction } from 'i18next';

interface Issue {
  code?: string;
  origin?: unknown;
  minimum?: unknown;
  maximum?: unknown;
  format?: unknown;
}

export function messageOf(issue: Issue, t: TFunction): string {
  if (issue.code === 'too_small' && Number(issue.minimum) <= 1) return t('validation.required');
  if (issue.code === 'too_small') return t('validation.tooShort', { count: Number(issue.minimum) });
  if (issue.code === 'too_big') return t('validation.tooLong', { count: Number(issue.maximum) });
  if (issue.format === 'email') return t('validation.email');
  if (issue.format === 'date') return t('validation.date');
  return t('validation.invalid');
}
