/** How well a card was known: four buttons, each with the time until the card comes back. */
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/lib/i18n';
import classes from './Deck.module.css';
import { intervalText } from './intervals';

const ratings = ['again', 'hard', 'good', 'easy'] as const;

interface Props {
  intervals: readonly number[];
  onRate: (rating: number) => void;
}

export function RatingBar({ intervals, onRate }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <fieldset className={classes.ratings} aria-label={t('study.howWell')}>
      {ratings.map((name, index) => (
        <button
          key={name}
          type="button"
          className={classes.rating}
          data-rating={name}
          onClick={() => onRate(index + 1)}
        >
          <span className={classes.ratingName}>
            {t(`study.ratings.${name}`)}
            <span className={classes.ratingKey} aria-hidden="true">
              {index + 1}
            </span>
          </span>
          <span className={classes.interval}>{intervalText(intervals[index] ?? 0, locale)}</span>
        </button>
      ))}
    </fieldset>
  );
}
