/** An assignment that is being made from a document: the stage it is in, how far it is, and a way to stop it. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { Card } from '@/components/page/Section';
import { ProgressBar } from '@/components/progress/ProgressBar';
import type { Assignment, Progress } from '@/generated/types.gen';
import { useCancel } from '../api/generation';
import classes from './Making.module.css';

const stages = ['waiting', 'reading', 'writing', 'checking'] as const;
const names: readonly string[] = stages;

interface Props {
  assignment: Assignment;
  progress: Progress | null;
}

export function Making({ assignment, progress }: Props) {
  const { t } = useTranslation();
  const cancel = useCancel();
  const stage = stages.find((known) => known === progress?.stage) ?? 'waiting';
  return (
    <div className={classes.making}>
      <Card>
        <p className={classes.stage} role="status">
          {t(`assignments.stages.${stage}`)}
        </p>
        <ProgressBar label={t('assignments.making')} percent={percentOf(progress)} />
        <div className={classes.foot}>
          <span className={classes.detail}>
            {t('assignments.found', { count: progress?.items ?? 0 })}
            {progress?.cost
              ? ` · ${t('assignments.cost', { cost: progress.cost.toFixed(3) })}`
              : ''}
          </span>
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ path: { id: assignment.id } })}
          >
            {t('common.cancel')}
          </Button>
        </div>
        <FormProblem error={cancel.error} />
      </Card>
    </div>
  );
}

/** Over all stages: each takes an equal share of the bar. */
export function percentOf(progress: Progress | null): number {
  const at = names.indexOf(progress?.stage ?? '');
  if (!progress || at < 1) return 0;
  const part = progress.total > 0 ? progress.done / progress.total : 0;
  return (100 * (at - 1 + Math.min(1, part))) / (stages.length - 1);
}
