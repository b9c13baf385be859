/** A course's average, and how the ratings spread. */
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { Stars } from '@/components/rating/Stars';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import type { RatingSummary } from '@/generated/types.gen';
import { formatAverage, formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useRatings } from '../api/ratings';
import { Histogram } from './Histogram';
import classes from './RatingsCard.module.css';

interface Props {
  course: number;
  action?: React.ReactNode;
}

export function RatingsCard({ course, action }: Props) {
  const { t } = useTranslation();
  const query = useRatings(course);
  return (
    <Section title={t('ratings.title')} action={action}>
      <Card>
        <QueryState query={query} skeleton={<Bone height={166} />}>
          {(summary) => <Summary summary={summary} />}
        </QueryState>
      </Card>
    </Section>
  );
}

function Summary({ summary }: { summary: RatingSummary }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { average, count } = summary;
  if (average === null) return <p className={classes.none}>{t('ratings.none')}</p>;
  return (
    <>
      <div className={classes.head}>
        <span className={classes.average} aria-hidden="true">
          {formatAverage(average, locale)}
        </span>
        <div>
          <Stars value={Math.round(average * 10) / 10} size={18} />
          <div className={classes.count}>
            {t('ratings.count', { count, number: formatNumber(count, locale) })}
          </div>
        </div>
      </div>
      <Histogram summary={summary} />
    </>
  );
}
