/** `/study/deck/$id`: the cards that are due, one after the other, scheduled by how well they were known. */
import { Button, Progress } from '@mantine/core';
import { IconArrowBackUp, IconConfetti } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { useErrorText } from '@/components/states/errorText';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import { showToast } from '@/components/toast/toasts';
import type { Assignment, DueCard, ReviewQueue } from '@/generated/types.gen';
import { formatUntil } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useReviewCard, useReviewQueue, useUndoReview } from '../api/reviews';
import { AssignmentFrame } from '../components/AssignmentFrame';
import classes from '../components/Deck.module.css';
import { FlipCard } from '../components/FlipCard';
import { RatingBar } from '../components/RatingBar';
import { useKeys } from '../hooks/useKeys';

export function DeckPage({ id }: { id: number }) {
  return (
    <AssignmentFrame id={id}>{(assignment) => <Reviews assignment={assignment} />}</AssignmentFrame>
  );
}

function Reviews({ assignment }: { assignment: Assignment }) {
  const query = useReviewQueue(assignment.id);
  return (
    <QueryState query={query} skeleton={<Bone height={320} radius={16} />}>
      {(queue) => <Practice key={assignment.id} assignment={assignment} queue={queue} />}
    </QueryState>
  );
}

function Practice({ assignment, queue }: { assignment: Assignment; queue: ReviewQueue }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const [turned, setTurned] = useState<string | null>(null);
  const [done, setDone] = useState<DueCard[]>([]);
  const review = useReviewCard(assignment.id);
  const undo = useUndoReview(assignment.id);
  const card = queue.cards[0];
  const isTurned = card !== undefined && turned === card.card;
  const turn = () => card && setTurned(isTurned ? null : card.card);
  const onError = (error: unknown) => showToast('bad', describe(error));

  const rate = (rating: number) => {
    if (!card) return;
    setTurned(null);
    setDone((before) => [...before, card]);
    review.mutate({ card, rating }, { onError });
  };
  const takeBack = () => {
    const last = done.at(-1);
    if (!last || undo.isPending) return;
    undo.mutate(last, { onSuccess: () => setDone((before) => before.slice(0, -1)), onError });
  };
  useKeys((key) => {
    if (key === ' ' || key === 'Enter') turn();
    else if (isTurned && /^[1-4]$/.test(key)) rate(Number(key));
    else if (key === 'u') takeBack();
    else return false;
    return true;
  });

  const left = queue.due + queue.new;
  return (
    <div className={classes.practice}>
      <div className={classes.bar}>
        <span>{t('study.cardsLeft', { count: left })}</span>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={16} />}
          disabled={done.length === 0}
          loading={undo.isPending}
          onClick={takeBack}
        >
          {t('study.undo')}
        </Button>
      </div>
      <Progress
        value={(done.length / Math.max(1, done.length + left)) * 100}
        size="sm"
        aria-label={t('study.progress')}
      />
      {card ? (
        <>
          <FlipCard key={card.card} card={card} isTurned={isTurned} onTurn={turn} />
          {isTurned ? (
            <RatingBar intervals={card.intervals} onRate={rate} />
          ) : (
            <Button size="md" onClick={turn}>
              {t('study.turn')}
            </Button>
          )}
        </>
      ) : (
        <AllDone assignment={assignment} nextDue={queue.next_due} />
      )}
    </div>
  );
}

function AllDone({ assignment, nextDue }: { assignment: Assignment; nextDue: string | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Card>
      <EmptyState
        icon={<IconConfetti size={22} />}
        action={
          <ButtonLink
            to="/c/$id/study"
            params={{ id: String(assignment.course) }}
            variant="default"
          >
            {t('study.toCourse')}
          </ButtonLink>
        }
      >
        {nextDue
          ? t('study.doneUntil', { when: formatUntil(nextDue, locale) })
          : t('study.allDone')}
      </EmptyState>
    </Card>
  );
}
