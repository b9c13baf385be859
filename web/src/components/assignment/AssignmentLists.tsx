/** The quizzes and the decks of a course, each kind under its own heading. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadMore } from '@/components/list/LoadMore';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Card, Section } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import type { Assignment, AssignmentType } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { courseAssignmentsOptions } from '@/lib/assignments';
import classes from './Assignment.module.css';

const kinds = ['quiz', 'flashcard'] as const satisfies readonly AssignmentType[];

/** How long a list is left alone in which something is being made. */
const pause = 4000;

function isMade({ status }: Assignment): boolean {
  return status === 'generating';
}

interface Props {
  course: number;
  /** Stands in place of the lists when there is nothing. */
  empty: React.ReactNode;
  children: (assignment: Assignment) => React.ReactNode;
}

export function AssignmentLists({ course, empty, children }: Props) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    ...courseAssignmentsOptions(course),
    refetchInterval: ({ state }) => (allItems(state.data).some(isMade) ? pause : false),
  });
  return (
    <>
      <QueryState query={query} skeleton={<CardSkeleton count={3} />}>
        {(data) => {
          const assignments = allItems(data);
          if (assignments.length === 0) return <Card>{empty}</Card>;
          return kinds.map((kind) => {
            const some = assignments.filter(({ assignment_type }) => assignment_type === kind);
            return some.length > 0 ? (
              <Section key={kind} title={t(`study.kinds.${kind}`)}>
                <Card padded={false}>
                  <ul className={classes.list}>{some.map(children)}</ul>
                </Card>
              </Section>
            ) : null;
          });
        }}
      </QueryState>
      <LoadMore query={query} />
    </>
  );
}
