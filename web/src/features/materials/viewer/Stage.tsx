/** Shows a file as what it is. */
import { Button } from '@mantine/core';
import { IconDownload, IconFile } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSteady } from '@/components/pdf/useSteady';
import { EmptyState } from '@/components/states/EmptyState';
import type { Material } from '@/generated/types.gen';
import { kindOf } from '@/lib/kinds';
import { mediaPath } from '@/lib/links';
import classes from '../pages/ViewerPage.module.css';
import { PictureStage } from './PictureStage';
import { TextStage } from './TextStage';
import { VideoStage } from './VideoStage';

const PdfStage = lazy(() => import('@/components/pdf/PdfStage'));

interface Props {
  material: Material;
  page: number;
}

export function Stage({ material, page }: Props) {
  const url = useSteady(mediaPath(material.file));
  const { title } = material;
  switch (kindOf(material.content_type)) {
    case 'pdf':
      return (
        <Suspense fallback={<div className={classes.centre} />}>
          <PdfStage key={url} url={url} title={title} page={page} />
        </Suspense>
      );
    case 'image':
      return <PictureStage key={url} url={url} title={title} />;
    case 'video':
      return <VideoStage key={url} url={url} title={title} />;
    case 'text':
      return <TextStage url={url} title={title} />;
    case 'table':
      return material.content_type === 'text/csv' ? (
        <TextStage url={url} title={title} />
      ) : (
        <NotShown material={material} />
      );
    default:
      return <NotShown material={material} />;
  }
}

function NotShown({ material }: { material: Material }) {
  const { t } = useTranslation();
  return (
    <div className={classes.centre}>
      <EmptyState
        icon={<IconFile size={22} />}
        action={
          <Button
            component="a"
            href={mediaPath(material.file)}
            download={material.filename}
            leftSection={<IconDownload size={16} />}
          >
            {t('materials.download')}
          </Button>
        }
      >
        {t('materials.notShown')}
      </EmptyState>
    </div>
  );
}
