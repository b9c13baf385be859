/** What students say is wrong with a question; not there while nobody says anything. */
import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from '@/components/list/Rows';
import { Card, Section } from '@/components/page/Section';
import { useErrorText } from '@/components/states/errorText';
import { RelativeTime } from '@/components/time/RelativeTime';
import { showToast } from '@/components/toast/toasts';
import type { Assignment, Report } from '@/generated/types.gen';
import { questionsOf } from '@/lib/assignments';
import { useReports, useResolveReport } from '../api/results';
import classes from './Results.module.css';

export function Reports({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { data } = useReports(assignment.id);
  if (!data?.length) return null;
  return (
    <Section title={t('assignments.reports')}>
      <Card padded={false}>
        <Rows>
          {data.map((report) => (
            <Reported key={report.id} assignment={assignment} report={report} />
          ))}
        </Rows>
      </Card>
    </Section>
  );
}

function Reported({ assignment, report }: { assignment: Assignment; report: Report }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const resolve = useResolveReport();
  const question = report.question === null ? null : questionsOf(assignment)[report.question];
  const close = () =>
    resolve.mutate(
      { path: { id: assignment.id, report: report.id } },
      { onError: (error) => showToast('bad', describe(error)) },
    );
  return (
    <Row
      side={
        report.is_resolved ? (
          <Badge color="green">{t('assignments.resolved')}</Badge>
        ) : (
          <Button
            variant="default"
            size="xs"
            loading={resolve.isPending}
            onClick={close}
            aria-label={t('assignments.resolveOf', { comment: report.comment })}
          >
            {t('assignments.resolve')}
          </Button>
        )
      }
    >
      <div className={classes.report}>
        <p className={classes.comment}>{report.comment}</p>
        <span className={classes.soft}>
          {report.student_name ?? t('common.someone')} · <RelativeTime time={report.created_at} />
          {question ? ` · ${question.question}` : ''}
        </span>
      </div>
    </Row>
  );
}
