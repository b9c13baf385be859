/** What a new assignment needs, which differs with the way it is made. */
import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ZodMiniType } from 'zod/mini';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import { ButtonLink } from '@/components/links';
import type { Assignment } from '@/generated/types.gen';
import { useCreate, useImport } from '../api/assignments';
import { useGenerate, useGenerateFromMaterial } from '../api/generation';
import { FileDrop } from './FileDrop';
import { MaterialChoice } from './MaterialChoice';
import {
  type NewValues,
  noValues,
  schemas,
  toDraft,
  toGeneration,
  toImport,
  toMaterialGeneration,
} from './newValues';
import type { Way } from './ways';

interface Props {
  course: number;
  way: Way;
  /** What is chosen already, for a making from material. */
  material: string;
  onCreated: (assignment: Assignment) => void;
}

export function NewForm({ course, way, material, onCreated }: Props) {
  const { t } = useTranslation();
  const create = useCreate();
  const generate = useGenerate();
  const bring = useImport();
  const fromMaterial = useGenerateFromMaterial();
  const sending = { hand: create, pdf: generate, material: fromMaterial, file: bring }[way];
  const isMade = way === 'pdf' || way === 'material';
  const { form, showErrors, leftover } = useBodyForm<NewValues, unknown>({
    schema: schemas[way] as ZodMiniType<unknown>,
    initialValues: { ...noValues, material },
    toBody: (values) => bodyOf(way, course, values),
    required: [
      ...(isMade ? [] : ['title' as const]),
      ...(way === 'pdf' || way === 'file' ? ['file' as const] : []),
      ...(way === 'material' ? ['material' as const] : []),
    ],
  });
  const send = (values: NewValues) => {
    const options = { onSuccess: onCreated, onError: showErrors };
    const { file } = values;
    if (way === 'hand') create.mutate({ body: toDraft(course, values) }, options);
    else if (way === 'material')
      fromMaterial.mutate({ body: toMaterialGeneration(values) }, options);
    else if (way === 'pdf' && file) generate.mutate(toGeneration(course, values, file), options);
    else if (file) bring.mutate(toImport(course, values, file), options);
  };
  return (
    <form noValidate onSubmit={form.onSubmit(send)}>
      <Stack gap="md">
        <FormProblem error={leftover(sending.error)} />
        {way === 'material' ? (
          <MaterialChoice
            course={course}
            value={form.values.material}
            error={form.errors.material}
            onChange={(chosen) => form.setFieldValue('material', chosen)}
          />
        ) : null}
        {way === 'pdf' || way === 'file' ? (
          <FileDrop
            label={t(`assignments.drop.${way}`)}
            hint={t(`assignments.dropHint.${way}`)}
            file={form.values.file}
            error={form.errors.file}
            onFile={(file) => form.setFieldValue('file', file)}
          />
        ) : null}
        {way === 'file' ? null : (
          <SegmentedControl
            fullWidth
            aria-label={t('assignments.kind')}
            data={(['quiz', 'flashcard'] as const).map((value) => ({
              value,
              label: t(`assignments.kinds.${value}`),
            }))}
            {...form.getInputProps('assignment_type')}
          />
        )}
        <TextInput
          label={t('assignments.title')}
          description={isMade ? t('assignments.titleHint') : undefined}
          maxLength={200}
          {...form.getInputProps('title')}
        />
        {isMade ? (
          <TextInput
            type="number"
            min={1}
            max={100}
            label={t('assignments.count')}
            {...form.getInputProps('count')}
          />
        ) : null}
        <Group justify="flex-end" gap="xs">
          <ButtonLink to="/c/$id/study" params={{ id: String(course) }} variant="default">
            {t('common.cancel')}
          </ButtonLink>
          <Button type="submit" loading={sending.isPending}>
            {t(`assignments.make.${way}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function bodyOf(way: Way, course: number, values: NewValues): unknown {
  const none = new File([], 'none');
  if (way === 'hand') return toDraft(course, values);
  if (way === 'material') return toMaterialGeneration(values);
  const file = values.file ?? none;
  return way === 'pdf' ? toGeneration(course, values, file) : toImport(course, values, file);
}
