/** `/c/$id/study`, for the owner: every quiz and deck of the course, whatever its state, and the way to a new one. */
import { IconChecklist, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AssignmentLists } from '@/components/assignment/AssignmentLists';
import { ButtonLink } from '@/components/links';
import { EmptyState } from '@/components/states/EmptyState';
import { OwnedRow } from '../components/OwnedRow';
import classes from './Pages.module.css';

export function CourseAssignmentsPage({ course }: { course: number }) {
  const { t } = useTranslation();
  const action = (
    <ButtonLink
      to="/teach/assignments/new"
      search={{ course }}
      leftSection={<IconPlus size={16} />}
    >
      {t('assignments.new')}
    </ButtonLink>
  );
  return (
    <>
      <div className={classes.bar}>{action}</div>
      <AssignmentLists
        course={course}
        empty={<EmptyState icon={<IconChecklist size={22} />}>{t('assignments.none')}</EmptyState>}
      >
        {(assignment) => <OwnedRow key={assignment.id} assignment={assignment} />}
      </AssignmentLists>
    </>
  );
}
