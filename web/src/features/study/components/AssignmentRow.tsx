/** A quiz or a deck in the list of a course for a student: where the reader stands, and the way in. */
import { Badge } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { AssignmentLine } from '@/components/assignment/AssignmentLine';
import { DueText } from '@/components/assignment/DueText';
import { ItemCount } from '@/components/assignment/ItemCount';
import { ButtonLink } from '@/components/links';
import type { Assignment } from '@/generated/types.gen';

export function AssignmentRow({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const isQuiz = assignment.assignment_type === 'quiz';
  return (
    <AssignmentLine
      assignment={assignment}
      facts={
        <>
          <ItemCount assignment={assignment} />
          {assignment.my?.deadline ? <DueText deadline={assignment.my.deadline} /> : null}
          <Score assignment={assignment} />
        </>
      }
    >
      <ButtonLink
        to={isQuiz ? '/study/quiz/$id' : '/study/deck/$id'}
        params={{ id: String(assignment.id) }}
        variant={isOpen(assignment) ? 'filled' : 'default'}
        aria-label={`${actionText(assignment, t)}: ${assignment.title}`}
      >
        {actionText(assignment, t)}
      </ButtonLink>
    </AssignmentLine>
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
