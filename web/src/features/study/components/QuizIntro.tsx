/** Before a quiz: what to expect, the one button that starts it, and what was submitted before. */
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import classes from '@/components/assignment/Assignment.module.css';
import { DueText } from '@/components/assignment/DueText';
import { Fact, Facts } from '@/components/assignment/Facts';
import { FormProblem } from '@/components/form/FormProblem';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Assignment, Submission } from '@/generated/types.gen';
import { questionsOf } from '@/lib/assignments';
import { useBegin } from '../api/attempt';
import { useSubmissions } from '../api/submissions';
import { mayBegin } from './AssignmentRow';

interface Props {
  assignment: Assignment;
  onBegun: () => void;
}

export function QuizIntro({ assignment, onBegun }: Props) {
  const { t } = useTranslation();
  const begin = useBegin(assignment.id);
  const { my } = assignment;
  const canStart = my !== null && (my.attempt !== null || mayBegin(my));
  return (
    <>
      <Card>
        <Facts>
          <Fact name={t('study.questions')}>{questionsOf(assignment).length}</Fact>
          <Fact name={t('study.attempts')}>{attemptsText(assignment, t)}</Fact>
          <Fact name={t('study.deadline')}>
            {my?.deadline ? <DueText deadline={my.deadline} /> : t('study.noDeadline')}
          </Fact>
          {my?.best_score != null ? (
            <Fact name={t('study.bestScore')}>{t('study.percent', { score: my.best_score })}</Fact>
          ) : null}
        </Facts>
        <FormProblem error={begin.error} />
        {canStart ? (
          <>
            <p className={classes.hint}>{t('study.kept')}</p>
            <Button
              size="md"
              leftSection={<IconPlayerPlay size={18} />}
              loading={begin.isPending}
              onClick={() => begin.mutate(undefined, { onSuccess: onBegun })}
            >
              {t(startKey(my))}
            </Button>
          </>
        ) : (
          <p className={classes.hint}>{t(my ? 'study.noMore' : 'study.forStudents')}</p>
        )}
      </Card>
      {my ? <Earlier assignment={assignment.id} /> : null}
    </>
  );
}

function startKey(my: NonNullable<Assignment['my']>) {
  if (my.attempt !== null) return 'study.continue' as const;
  return my.attempts_used > 0 ? ('study.again' as const) : ('study.start' as const);
}

function attemptsText({ max_attempts, my }: Assignment, t: TFunction) {
  if (my?.attempts_left == null) {
    return max_attempts === null ? t('study.unlimited') : max_attempts;
  }
  return t('study.attemptsLeft', {
    count: my.attempts_left,
    total: my.attempts_left + my.attempts_used,
  });
}

function Earlier({ assignment }: { assignment: number }) {
  const { t } = useTranslation();
  const { data } = useSubmissions(assignment);
  if (!data?.length) return null;
  return (
    <Section title={t('study.earlier')}>
      <Card padded={false}>
        <ul className={classes.list}>
          {data.map((submission) => (
            <EarlierRow key={submission.id} submission={submission} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function EarlierRow({ submission }: { submission: Submission }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <div className={classes.about}>
        <TextLink
          to="/study/quiz/$id"
          params={{ id: String(submission.assignment) }}
          search={{ result: submission.id }}
          className={classes.name}
        >
          {t('study.attemptNumber', { number: submission.attempt })}
        </TextLink>
        <span className={classes.meta}>
          <RelativeTime time={submission.submitted_at} />
          {submission.by_clock ? <span>{t('study.byClock')}</span> : null}
        </span>
      </div>
      <span className={classes.score}>{t('study.percent', { score: submission.score })}</span>
    </li>
  );
}
