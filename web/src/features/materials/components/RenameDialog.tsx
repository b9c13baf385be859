/** Gives material another title. */
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useBodyForm } from '@/components/form/bodyForm';
import { FormProblem } from '@/components/form/FormProblem';
import type { Material } from '@/generated/types.gen';
import { zCoursesUpdateMaterialBody } from '@/generated/zod.gen';
import { useRename } from '../api/materials';

interface Props {
  material: Material;
  onClose: () => void;
}

export function RenameDialog({ material, onClose }: Props) {
  const { t } = useTranslation();
  const rename = useRename();
  const { form, showErrors, leftover } = useBodyForm({
    schema: zCoursesUpdateMaterialBody,
    initialValues: { title: material.title },
    toBody: ({ title }) => ({ title: title.trim() }),
    required: ['title'],
  });
  const submit = ({ title }: { title: string }) =>
    rename.mutate(
      { path: { id: material.id }, body: { title: title.trim() } },
      { onSuccess: onClose, onError: showErrors },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('materials.renameTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <TextInput
          label={t('materials.name')}
          data-autofocus
          {...form.getInputProps('title')}
          onFocus={(event) => event.currentTarget.select()}
        />
        <FormProblem error={leftover(rename.error)} />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={rename.isPending}>
            {t('materials.rename')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
