/** A quiz or a deck in the list of a course: what it is, where the reader stands, and the way in. */
import { Badge } from '@mantine/core';
import { IconCards, IconChecklist } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import type { Assignment } from '@/generated/types.gen';
import { cardsOf, questionsOf } from '../api/assignments';
import { DueText } from './DueText';
import classes from './Study.module.css';

export function AssignmentRow({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const isQuiz = assignment.assignment_type === 'quiz';
  const Icon = isQuiz ? IconChecklist : IconCards;
  const count = isQuiz ? questionsOf(assignment).length : cardsOf(assignment).length;
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-kind={assignment.assignment_type} aria-hidden="true">
        <Icon size={20} stroke={1.75} />
      </span>
      <div className={classes.about}>
        <span className={classes.name}>{assignment.title}</span>
        <span className={classes.meta}>
          <span>{t(isQuiz ? 'study.questionCount' : 'study.cardCount', { count })}</span>
          {assignment.my?.deadline ? <DueText deadline={assignment.my.deadline} /> : null}
          <Score assignment={assignment} />
        </span>
      </div>
      <ButtonLink
        to={isQuiz ? '/study/quiz/$id' : '/study/deck/$id'}
        params={{ id: String(assignment.id) }}
        variant={isOpen(assignment) ? 'filled' : 'default'}
        aria-label={`${actionText(assignment, t)}: ${assignment.title}`}
      >
        {actionText(assignment, t)}
      </ButtonLink>
    </li>
  );
}

function Score({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const best = assignment.my?.best_score ?? null;
  if (best === null) return null;
  return <Badge color="green">{t('study.best', { score: best })}</Badge>;
}

/** Whether the reader has something to do here. */
function isOpen({ assignment_type, my }: Assignment): boolean {
  if (assignment_type === 'flashcard' || !my) return assignment_type === 'flashcard';
  return my.attempt !== null || (my.attempts_used === 0 && mayBegin(my));
}

export function mayBegin(my: NonNullable<Assignment['my']>): boolean {
  const isOver = my.deadline !== null && Date.parse(my.deadline) <= Date.now();
  return !isOver && my.attempts_left !== 0;
}

function actionText({ assignment_type, my }: Assignment, t: TFunction): string {
  if (assignment_type === 'flashcard') return t('study.practise');
  if (!my) return t('study.view');
  if (my.attempt !== null) return t('study.continue');
  if (my.attempts_used > 0) return t('study.results');
  return t(mayBegin(my) ? 'study.start' : 'study.view');
}
