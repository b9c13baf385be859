/** A quiz or a deck in its teacher's list: its state, how many have submitted, and the way to edit it. */
import { useTranslation } from 'react-i18next';
import { AssignmentLine } from '@/components/assignment/AssignmentLine';
import { DueText } from '@/components/assignment/DueText';
import { ItemCount } from '@/components/assignment/ItemCount';
import { TextLink } from '@/components/links';
import type { Assignment } from '@/generated/types.gen';
import { StatusBadge } from './StatusBadge';

export function OwnedRow({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { id, title, status, deadline, submission_count } = assignment;
  const hasSubmissions = assignment.assignment_type === 'quiz' && status === 'published';
  return (
    <AssignmentLine
      assignment={assignment}
      name={
        <TextLink to="/teach/assignments/$id" params={{ id: String(id) }} c="inherit">
          {title}
        </TextLink>
      }
      facts={
        <>
          {assignment.content ? <ItemCount assignment={assignment} /> : null}
          {deadline ? <DueText deadline={deadline} /> : null}
          {hasSubmissions ? (
            <span>{t('assignments.submissionCount', { count: submission_count ?? 0 })}</span>
          ) : null}
        </>
      }
    >
      <StatusBadge status={status} />
    </AssignmentLine>
  );
}
