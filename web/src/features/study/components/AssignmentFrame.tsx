/** The frame of a quiz or a deck: its title, the way back to its course, and what to show while or if it is not there. */
import { useTranslation } from 'react-i18next';
import { CourseLink } from '@/components/assignment/CourseLink';
import { NoSuchAssignment } from '@/components/assignment/NoSuchAssignment';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Page } from '@/components/page/Page';
import { QueryState } from '@/components/states/QueryState';
import type { Assignment } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { useAssignment } from '../api/assignments';

interface Props {
  id: number;
  children: (assignment: Assignment) => React.ReactNode;
}

export function AssignmentFrame({ id, children }: Props) {
  const { t } = useTranslation();
  const query = useAssignment(id);
  if (isNotFound(query.error)) return <NoSuchAssignment />;
  const assignment = query.data;
  return (
    <Page
      title={assignment?.title ?? t('study.title')}
      width="medium"
      lead={assignment ? <CourseLink assignment={assignment} /> : null}
    >
      <QueryState query={query} skeleton={<CardSkeleton count={3} />}>
        {children}
      </QueryState>
    </Page>
  );
}
