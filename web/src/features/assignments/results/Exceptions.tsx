/** The exceptions that were made for single students. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Row, Rows } from '@/components/list/Rows';
import { Card } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { Assignment, Override } from '@/generated/types.gen';
import { formatDate, formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useOverrides } from '../api/results';
import classes from './Results.module.css';

interface Props {
  assignment: Assignment;
  onChange: (student: number) => void;
}

export function Exceptions({ assignment, onChange }: Props) {
  const { t } = useTranslation();
  const query = useOverrides(assignment.id);
  return (
    <QueryState query={query} skeleton={<RowsSkeleton count={1} />}>
      {(overrides) =>
        overrides.length === 0 ? (
          <p className={classes.soft}>{t('assignments.noExceptions')}</p>
        ) : (
          <Card padded={false}>
            <Rows>
              {overrides.map((override) => (
                <Exception key={override.student} override={override} onChange={onChange} />
              ))}
            </Rows>
          </Card>
        )
      }
    </QueryState>
  );
}

interface ExceptionProps {
  override: Override;
  onChange: (student: number) => void;
}

function Exception({ override, onChange }: ExceptionProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { student, student_name, deadline, extra_attempts } = override;
  const parts = [
    deadline
      ? t('assignments.until', {
          when: `${formatDate(deadline, locale)}, ${formatTime(deadline, locale)}`,
        })
      : '',
    extra_attempts > 0 ? t('assignments.more', { count: extra_attempts }) : '',
  ].filter(Boolean);
  return (
    <Row
      side={
        <Button variant="subtle" size="compact-sm" onClick={() => onChange(student)}>
          {t('assignments.change')}
        </Button>
      }
    >
      <div>
        <strong>{student_name ?? t('common.someone')}</strong>
        <div className={classes.soft}>{parts.join(' · ')}</div>
      </div>
    </Row>
  );
}
