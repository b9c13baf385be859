/** What the submissions of a quiz say together: how the scores lie, which questions were hard, what was reported. */
import { IconChartBar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from '@/components/assignment/Facts';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import type { Assignment, Statistics } from '@/generated/types.gen';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useStatistics } from '../api/results';
import { Distribution } from './Distribution';
import { QuestionBars } from './QuestionBars';
import { Regrades } from './Regrades';
import { Reports } from './Reports';
import classes from './Results.module.css';

export function ResultsTab({ assignment }: { assignment: Assignment }) {
  const query = useStatistics(assignment.id);
  return (
    <>
      <QueryState query={query} skeleton={<CardSkeleton count={4} />}>
        {(statistics) => <Figures assignment={assignment} statistics={statistics} />}
      </QueryState>
      <Reports assignment={assignment} />
      <Regrades assignment={assignment} />
    </>
  );
}

interface Props {
  assignment: Assignment;
  statistics: Statistics;
}

function Figures({ assignment, statistics }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { submissions, students, average, median } = statistics;
  if (submissions === 0) {
    return (
      <Card>
        <EmptyState icon={<IconChartBar size={22} />}>{t('assignments.noResults')}</EmptyState>
      </Card>
    );
  }
  const percent = (score: number | null) =>
    score === null ? '–' : t('study.percent', { score: formatNumber(score, locale) });
  return (
    <>
      <Card>
        <Facts>
          <Fact name={t('assignments.students')}>{students}</Fact>
          <Fact name={t('assignments.tabs.submissions')}>{submissions}</Fact>
          <Fact name={t('assignments.average')}>{percent(average)}</Fact>
          <Fact name={t('assignments.median')}>{percent(median)}</Fact>
        </Facts>
        <Distribution counts={statistics.distribution} />
        <p className={classes.hint}>{t('assignments.bestCounts')}</p>
      </Card>
      <Section title={t('study.questions')} lead={t('assignments.questionsLead')}>
        <ol className={classes.questions}>
          {statistics.questions.map((question) => (
            <QuestionBars key={question.question} assignment={assignment} statistics={question} />
          ))}
        </ol>
      </Section>
    </>
  );
}
