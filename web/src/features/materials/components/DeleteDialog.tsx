/** Asks before material goes for good. */
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { showToast } from '@/components/toast/toasts';
import type { Material } from '@/generated/types.gen';
import { useDeleteMaterial } from '../api/materials';

interface Props {
  material: Material;
  onClose: () => void;
  onDeleted?: (() => void) | undefined;
}

export function DeleteDialog({ material, onClose, onDeleted }: Props) {
  const { t } = useTranslation();
  const { title } = material;
  const remove = useDeleteMaterial(material);
  const confirm = () =>
    remove.mutate(
      { path: { id: material.id } },
      {
        onSuccess: () => {
          onClose();
          showToast('good', t('materials.deleted', { title }));
          onDeleted?.();
        },
      },
    );
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('materials.deleteTitle', { title })}
      confirmLabel={t('materials.delete')}
      onConfirm={confirm}
      isPending={remove.isPending}
      error={remove.error}
    >
      {t('materials.deleteText')}
    </ConfirmDialog>
  );
}
