/** What its owner can do with material: rename it, put another file in its place, see who has opened it, delete it. */
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconChecklist,
  IconDots,
  IconDownload,
  IconEye,
  IconPencil,
  IconReplace,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileButton } from '@/components/form/FileButton';
import { MenuLink } from '@/components/MenuLink';
import type { Material } from '@/generated/types.gen';
import { kindOf } from '@/lib/kinds';
import { mediaPath } from '@/lib/links';
import { queue } from '../uploads/uploads';
import { DeleteDialog } from './DeleteDialog';
import { RenameDialog } from './RenameDialog';

interface Props {
  material: Material;
  onDeleted?: () => void;
}

export function MaterialMenu({ material, onDeleted }: Props) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const close = () => setDialog(null);
  const replace = (files: File[]) =>
    queue.add(files.slice(0, 1), { course: material.course, replaces: material });
  return (
    <>
      <FileButton onFiles={replace}>
        {(choose) => (
          <Menu width={260}>
            <Menu.Target>
              <ActionIcon aria-label={t('materials.actionsFor', { title: material.title })}>
                <IconDots size={18} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                component="a"
                href={mediaPath(material.file)}
                download={material.filename}
                leftSection={<IconDownload size={16} />}
              >
                {t('materials.download')}
              </Menu.Item>
              <MenuLink
                to="/c/$id/materials/$mid"
                params={{ id: String(material.course), mid: String(material.id) }}
                search={{ show: 'views' }}
                leftSection={<IconEye size={16} />}
              >
                {t('materials.views')}
              </MenuLink>
              {kindOf(material.content_type) === 'pdf' ? (
                <MenuLink
                  to="/teach/assignments/new"
                  search={{ course: material.course, way: 'material', material: material.id }}
                  leftSection={<IconChecklist size={16} />}
                >
                  {t('materials.generate')}
                </MenuLink>
              ) : null}
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog('rename')}>
                {t('materials.rename')}
              </Menu.Item>
              <Menu.Item leftSection={<IconReplace size={16} />} onClick={choose}>
                {t('materials.replace')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() => setDialog('delete')}
              >
                {t('materials.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      {dialog === 'rename' ? <RenameDialog material={material} onClose={close} /> : null}
      {dialog === 'delete' ? (
        <DeleteDialog material={material} onClose={close} onDeleted={onDeleted} />
      ) : null}
    </>
  );
}
