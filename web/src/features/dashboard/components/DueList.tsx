/** What a student has to hand in, the soonest first, and the cards to repeat. */
import { IconCards, IconChecklist, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { Unavailable } from '@/components/states/Unavailable';
import { useMinute } from '@/components/time/minute';
import type { Assignment, Home, ReviewQueue } from '@/generated/types.gen';
import { assignmentAddress } from '@/lib/addresses';
import { formatNumber, formatUntil } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import classes from './Rows.module.css';

const soon = 48 * 3_600_000;

interface Props {
  home: Home;
  onRetry: () => void;
  isRetrying: boolean;
}

export function DueList({ home: { due, review }, onRetry, isRetrying }: Props) {
  const { t } = useTranslation();
  const cards = review ? review.due + review.new : 0;
  const isAway = due === null || review === null;
  return (
    <Section title={t('home.due')}>
      <Card padded={false}>
        <ul className={classes.list}>
          {due?.map((assignment) => (
            <DueRow key={assignment.id} assignment={assignment} />
          ))}
          {review && cards > 0 ? <ReviewRow review={review} /> : null}
          {!isAway && due.length + cards === 0 ? <NothingRow /> : null}
        </ul>
        {isAway ? <Unavailable onRetry={onRetry} isRetrying={isRetrying} /> : null}
      </Card>
    </Section>
  );
}

function DueRow({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useMinute();
  const deadline = assignment.my?.deadline ?? assignment.deadline;
  const isSoon = deadline !== null && Date.parse(deadline) - now < soon;
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-tone={isSoon ? 'warn' : undefined} aria-hidden="true">
        <IconChecklist size={18} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <TextLink to={assignmentAddress(assignment)} className={classes.title}>
          {assignment.title}
        </TextLink>
        <span className={classes.detail}>{assignment.course_title}</span>
      </div>
      {deadline ? (
        <span className={classes.side} data-soon={isSoon || undefined}>
          {t('home.dueWhen', { when: formatUntil(deadline, locale, now) })}
        </span>
      ) : null}
    </li>
  );
}

function ReviewRow({ review }: { review: ReviewQueue }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const count = review.due + review.new;
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <IconCards size={18} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <ReviewTitle review={review}>
          {t('home.cards', { count, number: formatNumber(count, locale) })}
        </ReviewTitle>
        <span className={classes.detail}>
          {t('home.cardsDetail', {
            due: formatNumber(review.due, locale),
            fresh: formatNumber(review.new, locale),
          })}
        </span>
      </div>
    </li>
  );
}

/** Leads to the deck whose card comes first. */
function ReviewTitle({ review, children }: { review: ReviewQueue; children: string }) {
  const first = review.cards[0];
  if (!first) return <span className={classes.title}>{children}</span>;
  return (
    <TextLink
      to="/study/deck/$id"
      params={{ id: String(first.assignment) }}
      className={classes.title}
    >
      {children}
    </TextLink>
  );
}

function NothingRow() {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-tone="good" aria-hidden="true">
        <IconCircleCheck size={18} stroke={1.75} />
      </span>
      <span className={classes.text}>{t('home.nothingDue')}</span>
    </li>
  );
}
