/** The fields of a course, for making one and for changing it. */
import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import type { CourseBody } from '@/generated/types.gen';
import { zCoursesCreateCourseBody } from '@/generated/zod.gen';
import type { ApiError } from '@/lib/api/problem';
import classes from './CourseForm.module.css';
import { type CourseValues, toBody } from './courseValues';

interface Props {
  initialValues: CourseValues;
  submitLabel: string;
  isPending: boolean;
  error: ApiError | null;
  onSubmit: (body: CourseBody, onError: (error: ApiError) => void) => void;
  secondary?: React.ReactNode;
}

export function CourseForm(props: Props) {
  const { t } = useTranslation();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zCoursesCreateCourseBody,
    initialValues: props.initialValues,
    toBody,
    check: ({ start_date, end_date }) =>
      start_date && end_date && end_date < start_date
        ? { end_date: t('course.endBeforeStart') }
        : {},
  });
  const field = form.getInputProps;
  return (
    <form
      onSubmit={form.onSubmit((values) => props.onSubmit(toBody(values), showErrors))}
      noValidate
    >
      <Stack gap="md">
        <FormProblem error={leftover(props.error)} />
        <TextInput label={t('course.title')} data-autofocus {...field('title')} />
        <TextInput
          label={t('course.code')}
          description={t('course.codeHint')}
          className={classes.code}
          {...field('code')}
        />
        <Textarea
          label={t('course.description')}
          description={t('course.descriptionHint')}
          minRows={6}
          maxRows={20}
          {...field('description')}
        />
        <div className={classes.dates}>
          <TextInput type="date" label={t('course.start')} {...field('start_date')} />
          <TextInput type="date" label={t('course.end')} {...field('end_date')} />
        </div>
        <Switch
          label={t('course.openSwitch')}
          description={t('course.openHint')}
          {...form.getInputProps('is_active', { type: 'checkbox' })}
        />
        <Group justify="flex-end" gap="xs" mt="xs">
          {props.secondary}
          <Button type="submit" loading={props.isPending}>
            {props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
