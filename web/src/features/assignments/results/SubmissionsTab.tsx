/** Who has submitted what, each with their score; and what single students may do beyond the others. */
import { Button } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadMore } from '@/components/list/LoadMore';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import type { Assignment, Submission } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { useSubmissions } from '../api/results';
import { AnswersDialog } from './AnswersDialog';
import { Exceptions } from './Exceptions';
import { OverrideDialog } from './OverrideDialog';
import classes from './Results.module.css';
import { SubmissionsTable } from './SubmissionsTable';

export function SubmissionsTab({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const query = useSubmissions(assignment.id);
  const [shown, setShown] = useState<Submission | null>(null);
  /** 0: for a student still to be chosen. */
  const [excepted, setExcepted] = useState<number | null>(null);
  return (
    <>
      <div className={classes.bar}>
        <Button variant="default" onClick={() => setExcepted(0)}>
          {t('assignments.exception')}
        </Button>
      </div>
      <QueryState query={query} skeleton={<CardSkeleton count={4} />}>
        {(data) => {
          const submissions = allItems(data);
          return (
            <Card padded={false}>
              {submissions.length === 0 ? (
                <EmptyState icon={<IconClipboardList size={22} />}>
                  {t('assignments.noSubmissions')}
                </EmptyState>
              ) : (
                <SubmissionsTable
                  submissions={submissions}
                  onShow={setShown}
                  onExcept={({ student }) => setExcepted(student)}
                />
              )}
            </Card>
          );
        }}
      </QueryState>
      <LoadMore query={query} />
      <Section title={t('assignments.exceptions')}>
        <Exceptions assignment={assignment} onChange={setExcepted} />
      </Section>
      {shown ? (
        <AnswersDialog assignment={assignment} submission={shown} onClose={() => setShown(null)} />
      ) : null}
      {excepted !== null ? (
        <OverrideDialog
          assignment={assignment}
          student={excepted}
          onClose={() => setExcepted(null)}
        />
      ) : null}
    </>
  );
}
