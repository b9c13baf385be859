/** The name of an assignment, until when and how often it can be answered; and its end. */
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { Card, Section } from '@/components/page/Section';
import { showToast } from '@/components/toast/toasts';
import type { Assignment, AssignmentPatch } from '@/generated/types.gen';
import { zAssignmentsUpdateAssignmentBody } from '@/generated/zod.gen';
import { useUpdate } from '../api/assignments';
import { LeaveGuard } from '../editor/LeaveGuard';
import { DeleteButton } from './DeleteButton';
import { MomentField } from './MomentField';
import { fromField, toField } from './moments';
import classes from './SettingsTab.module.css';

interface Props {
  assignment: Assignment;
  onDeleted: () => void;
}

interface Values {
  title: string;
  deadline: string;
  max_attempts: string;
}

function toValues({ title, deadline, max_attempts }: Assignment): Values {
  return { title, deadline: toField(deadline), max_attempts: max_attempts?.toString() ?? '' };
}

/** A deadline is told to every student, so one that has not been touched is not sent. */
function toBody(values: Values, before: Assignment): AssignmentPatch {
  const { title, deadline, max_attempts } = values;
  return {
    title: title.trim(),
    ...(deadline === toField(before.deadline) ? {} : { deadline: fromField(deadline) }),
    max_attempts: max_attempts ? Number(max_attempts) : null,
  };
}

export function SettingsTab({ assignment, onDeleted }: Props) {
  const { t } = useTranslation();
  const update = useUpdate();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zAssignmentsUpdateAssignmentBody,
    initialValues: toValues(assignment),
    toBody: (values: Values) => toBody(values, assignment),
    required: ['title'],
  });
  const save = (values: Values) =>
    update.mutate(
      { path: { id: assignment.id }, body: toBody(values, assignment) },
      {
        onError: showErrors,
        onSuccess: (saved) => {
          form.setInitialValues(toValues(saved));
          form.reset();
          showToast('good', t('common.saved'));
        },
      },
    );
  return (
    <>
      <Card>
        <form noValidate onSubmit={form.onSubmit(save)}>
          <Stack gap="md">
            <FormProblem error={leftover(update.error)} />
            <TextInput
              label={t('assignments.title')}
              maxLength={200}
              {...form.getInputProps('title')}
            />
            {assignment.assignment_type === 'quiz' ? (
              <>
                <MomentField label={t('study.deadline')} {...form.getInputProps('deadline')} />
                <TextInput
                  type="number"
                  min={1}
                  max={1000}
                  label={t('study.attempts')}
                  description={t('assignments.attemptsHint')}
                  {...form.getInputProps('max_attempts')}
                />
              </>
            ) : null}
            <Group justify="flex-end">
              <Button type="submit" loading={update.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Stack>
        </form>
        <LeaveGuard isDirty={form.isDirty()} />
      </Card>
      <Section title={t('assignments.danger')}>
        <Card>
          <p className={classes.text}>
            {t('assignments.deleteText', { count: assignment.submission_count ?? 0 })}
          </p>
          <DeleteButton assignment={assignment} onDeleted={onDeleted} />
        </Card>
      </Section>
    </>
  );
}
