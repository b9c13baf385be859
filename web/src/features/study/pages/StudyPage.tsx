/** `/c/$id/study`: the quizzes and decks of a course, what is to be done first. */
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LoadMore } from '@/components/list/LoadMore';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { AssignmentType } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { useCourseAssignments } from '../api/assignments';
import { AssignmentRow } from '../components/AssignmentRow';
import classes from '../components/Study.module.css';

const kinds = ['quiz', 'flashcard'] as const satisfies readonly AssignmentType[];

export function StudyPage({ course }: { course: number }) {
  const { t } = useTranslation();
  const query = useCourseAssignments(course);
  return (
    <>
      <QueryState
        query={query}
        skeleton={
          <Card padded={false}>
            <RowsSkeleton count={3} />
          </Card>
        }
      >
        {(data) => {
          const assignments = allItems(data);
          if (assignments.length === 0) {
            return (
              <Card>
                <EmptyState icon={<IconChecklist size={22} />}>{t('study.none')}</EmptyState>
              </Card>
            );
          }
          return kinds.map((kind) => {
            const some = assignments.filter(({ assignment_type }) => assignment_type === kind);
            return some.length > 0 ? (
              <Section key={kind} title={t(`study.kinds.${kind}`)}>
                <Card padded={false}>
                  <ul className={classes.list}>
                    {some.map((assignment) => (
                      <AssignmentRow key={assignment.id} assignment={assignment} />
                    ))}
                  </ul>
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
