/** The head of the viewer, with the way to what is before and after; below it the file itself. */
import { ActionIcon, Button, Title, Tooltip } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconEye,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconLink } from '@/components/links';
import type { Course, Material } from '@/generated/types.gen';
import { formatDate, formatSize } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { kindOf } from '@/lib/kinds';
import { mediaPath } from '@/lib/links';
import { useNeighbours } from '../api/materials';
import { useRecordOpening, useViews } from '../api/views';
import { KindIcon } from '../components/KindIcon';
import { MaterialMenu } from '../components/MaterialMenu';
import { ViewsPanel } from '../components/ViewsPanel';
import classes from '../pages/ViewerPage.module.css';
import { Stage } from './Stage';

interface Props {
  course: Course;
  material: Material;
  page: number;
  showsViews: boolean;
  onViews: (isOpen: boolean) => void;
  onGone: () => void;
}

export function Viewer(props: Props) {
  const { course, material, page, showsViews, onViews } = props;
  useDocumentTitle(`${material.title} · Lectern`);
  useRecordOpening(material.id);
  return (
    <>
      <Head {...props} />
      <div className={classes.body}>
        <Stage material={material} page={page} />
      </div>
      {course.is_owner ? (
        <ViewsPanel material={material} isOpen={showsViews} onClose={() => onViews(false)} />
      ) : null}
    </>
  );
}

function Head({ course, material, onViews, onGone }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const kind = kindOf(material.content_type);
  const details = [
    course.title,
    t(`materials.kind.${kind}`),
    formatSize(material.size, locale),
    formatDate(material.created_at, locale),
  ];
  return (
    <header className={classes.head}>
      <div className={classes.what}>
        <Tooltip label={t('materials.back')}>
          <IconLink
            to="/c/$id/materials"
            params={{ id: String(course.id) }}
            aria-label={t('materials.back')}
          >
            <IconArrowLeft size={20} aria-hidden="true" />
          </IconLink>
        </Tooltip>
        <KindIcon kind={kind} />
        <div className={classes.text}>
          <Title order={1} tabIndex={-1}>
            {material.title}
          </Title>
          <div className={classes.detail}>{details.join(' · ')}</div>
        </div>
      </div>
      <div className={classes.actions}>
        {course.is_owner ? <ViewsButton id={material.id} onOpen={() => onViews(true)} /> : null}
        <Neighbours material={material} />
        <Tooltip label={t('materials.download')}>
          <ActionIcon
            component="a"
            className={course.is_owner ? classes.long : undefined}
            href={mediaPath(material.file)}
            download={material.filename}
            aria-label={t('materials.downloadOf', { title: material.title })}
          >
            <IconDownload size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        {course.is_owner ? <MaterialMenu material={material} onDeleted={onGone} /> : null}
      </div>
    </header>
  );
}

function ViewsButton({ id, onOpen }: { id: number; onOpen: () => void }) {
  const { t } = useTranslation();
  const count = useViews(id).data?.length;
  return (
    <Button variant="default" leftSection={<IconEye size={16} />} onClick={onOpen}>
      <span className={classes.words}>
        {count === undefined ? t('views.title') : t('views.openedBy', { count })}
      </span>
      <span className={classes.short} aria-hidden="true">
        {count}
      </span>
    </Button>
  );
}

function Neighbours({ material }: { material: Material }) {
  const { t } = useTranslation();
  const { previous, next } = useNeighbours(material.course, material.id);
  return (
    <>
      <Neighbour
        to={previous}
        label={previous && t('materials.previous', { title: previous.title })}
      >
        <IconChevronLeft size={20} aria-hidden="true" />
      </Neighbour>
      <Neighbour to={next} label={next && t('materials.next', { title: next.title })}>
        <IconChevronRight size={20} aria-hidden="true" />
      </Neighbour>
    </>
  );
}

interface NeighbourProps {
  to: Material | undefined;
  label: string | undefined;
  children: React.ReactNode;
}

function Neighbour({ to, label, children }: NeighbourProps) {
  if (!to || !label) return null;
  return (
    <Tooltip label={label}>
      <IconLink
        to="/c/$id/materials/$mid"
        params={{ id: String(to.course), mid: String(to.id) }}
        aria-label={label}
      >
        {children}
      </IconLink>
    </Tooltip>
  );
}
