/** The material of a course: what it is, how large, from whom and since when; on a small screen each becomes a card. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { CardTable } from '@/components/table/CardTable';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Course, Material } from '@/generated/types.gen';
import { formatSize } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { kindOf } from '@/lib/kinds';
import { mediaPath } from '@/lib/links';
import { KindIcon } from './KindIcon';
import { MaterialMenu } from './MaterialMenu';
import classes from './MaterialsTable.module.css';

interface Props {
  course: Course;
  materials: Material[];
}

export function MaterialsTable({ course, materials }: Props) {
  const { t } = useTranslation();
  return (
    <CardTable
      className={classes.materials}
      columns={[
        { name: t('materials.name') },
        { name: t('materials.size'), width: '104px' },
        { name: t('materials.by'), width: '172px' },
        { name: t('materials.added'), width: '148px' },
        { name: t('admin.actions'), width: '76px', isUnnamed: true },
      ]}
    >
      <tbody>
        {materials.map((material) => (
          <MaterialRow key={material.id} material={material} isOwner={course.is_owner} />
        ))}
      </tbody>
    </CardTable>
  );
}

function MaterialRow({ material, isOwner }: { material: Material; isOwner: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const kind = kindOf(material.content_type);
  const size = formatSize(material.size, locale);
  return (
    <tr>
      <td>
        <div className={classes.material}>
          <KindIcon kind={kind} />
          <div className={classes.text}>
            <TextLink
              to="/c/$id/materials/$mid"
              params={{ id: String(material.course), mid: String(material.id) }}
              className={classes.title}
            >
              {material.title}
            </TextLink>
            <span className={classes.kind}>
              {t(`materials.kind.${kind}`)}
              <span className={classes.short}>
                {` · ${size} · `}
                <RelativeTime time={material.created_at} />
              </span>
            </span>
          </div>
        </div>
      </td>
      <td className={classes.soft}>{size}</td>
      <td className={`${classes.soft} ${classes.who}`}>
        {material.uploaded_by_name ?? t('common.someone')}
      </td>
      <td className={classes.soft}>
        <RelativeTime time={material.created_at} />
      </td>
      <td className={classes.action}>
        {isOwner ? <MaterialMenu material={material} /> : <Download material={material} />}
      </td>
    </tr>
  );
}

function Download({ material }: { material: Material }) {
  const { t } = useTranslation();
  return (
    <Tooltip label={t('materials.download')}>
      <ActionIcon
        component="a"
        href={mediaPath(material.file)}
        download={material.filename}
        aria-label={t('materials.downloadOf', { title: material.title })}
      >
        <IconDownload size={18} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
