/** "12 questions", "30 cards". */
import { useTranslation } from 'react-i18next';
import type { Assignment } from '@/generated/types.gen';
import { cardsOf, questionsOf } from '@/lib/assignments';

export function ItemCount({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const isQuiz = assignment.assignment_type === 'quiz';
  const count = isQuiz ? questionsOf(assignment).length : cardsOf(assignment).length;
  return <span>{t(isQuiz ? 'study.questionCount' : 'study.cardCount', { count })}</span>;
}
