/** How many ratings there are of each grade: bars for the eye, in a table for everybody. */
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Star } from '@/components/rating/Stars';
import type { RatingSummary } from '@/generated/types.gen';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { shares } from '../api/summary';
import classes from './Histogram.module.css';

export function Histogram({ summary }: { summary: RatingSummary }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <table className={classes.table}>
      <VisuallyHidden component="caption">{t('ratings.histogram')}</VisuallyHidden>
      <VisuallyHidden component="thead">
        <tr>
          <th scope="col">{t('ratings.grade')}</th>
          <th scope="col">{t('ratings.share')}</th>
          <th scope="col">{t('ratings.number')}</th>
        </tr>
      </VisuallyHidden>
      <tbody>
        {shares(summary).map(({ grade, number, percent }) => (
          <tr key={grade}>
            <th scope="row">
              <VisuallyHidden>{t('ratings.stars', { count: grade })}</VisuallyHidden>
              <span aria-hidden="true">
                {grade}
                <Star size={12} isFull />
              </span>
            </th>
            <td>
              <VisuallyHidden>
                {t('ratings.percent', { percent: Math.round(percent) })}
              </VisuallyHidden>
              <span className={classes.track} aria-hidden="true">
                <span className={classes.bar} style={{ width: `${percent}%` }} />
              </span>
            </td>
            <td className={classes.number}>{formatNumber(number, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
