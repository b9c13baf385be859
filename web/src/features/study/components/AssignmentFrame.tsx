/** The frame of a quiz or a deck: its title, the way back to its course, and what to show while or if it is not there. */
import { useTranslation } from 'react-i18next';
import classes from '@/components/assignment/Assignment.module.css';
import { NoSuchAssignment } from '@/components/assignment/NoSuchAssignment';
import { TextLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
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
      lead={
        assignment ? (
          <TextLink
            to="/c/$id/study"
            params={{ id: String(assignment.course) }}
            className={classes.course}
          >
            {assignment.course_title}
          </TextLink>
        ) : null
      }
    >
      <QueryState
        query={query}
        skeleton={
          <Card padded={false}>
            <RowsSkeleton count={3} />
          </Card>
        }
      >
        {children}
      </QueryState>
    </Page>
  );
}
