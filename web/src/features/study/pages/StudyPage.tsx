/** `/c/$id/study`, for students: the quizzes and decks of a course. */
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AssignmentLists } from '@/components/assignment/AssignmentLists';
import { EmptyState } from '@/components/states/EmptyState';
import { AssignmentRow } from '../components/AssignmentRow';

export function StudyPage({ course }: { course: number }) {
  const { t } = useTranslation();
  return (
    <AssignmentLists
      course={course}
      empty={<EmptyState icon={<IconChecklist size={22} />}>{t('study.none')}</EmptyState>}
    >
      {(assignment) => <AssignmentRow key={assignment.id} assignment={assignment} />}
    </AssignmentLists>
  );
}
