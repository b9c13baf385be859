/** An assignment that could not be made, with the reason; the file is still there, so one click tries again. */
import { Button, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { Card } from '@/components/page/Section';
import type { Assignment } from '@/generated/types.gen';
import { useRetry } from '../api/generation';
import { DeleteButton } from './DeleteButton';
import classes from './Making.module.css';
import { useFailure } from './useFailure';

interface Props {
  assignment: Assignment;
  onDeleted: () => void;
}

export function Failed({ assignment, onDeleted }: Props) {
  const { t } = useTranslation();
  const why = useFailure();
  const retry = useRetry();
  return (
    <Card>
      <Title order={2}>{t('assignments.failed')}</Title>
      <p className={classes.why}>{why(assignment.error)}</p>
      <FormProblem error={retry.error} />
      <div className={classes.buttons}>
        <Button
          leftSection={<IconRefresh size={16} />}
          loading={retry.isPending}
          onClick={() => retry.mutate({ path: { id: assignment.id } })}
        >
          {t('common.retry')}
        </Button>
        <DeleteButton assignment={assignment} onDeleted={onDeleted} />
      </div>
    </Card>
  );
}
