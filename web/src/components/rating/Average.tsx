/** A course's average in a line: a star, the number, and of how many; nothing where nobody has rated yet. */
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Course } from '@/generated/types.gen';
import { formatAverage, formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { Star } from './Stars';
import classes from './Stars.module.css';

export function Average({ course, size }: { course: Course; size: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { average_rating: average, feedback_count: count } = course;
  if (average === null) return null;
  const rating = formatAverage(average, locale);
  return (
    <span className={classes.average}>
      <Star size={size} isFull />
      <VisuallyHidden>{t('ratings.outOfFive', { rating })}</VisuallyHidden>
      <span aria-hidden="true">{rating}</span>
      <VisuallyHidden>
        {t('ratings.count', { count, number: formatNumber(count, locale) })}
      </VisuallyHidden>
    </span>
  );
}
