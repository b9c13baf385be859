/** The page that an item cites, beside the draft where there is room, else in a sheet over it. */
import { ActionIcon, Drawer, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconExternalLink, IconX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSteady } from '@/components/pdf/useSteady';
import { mediaPath } from '@/lib/links';
import classes from './SourcePanel.module.css';

const PdfStage = lazy(() => import('@/components/pdf/PdfStage'));

export const roomForBoth = '(min-width: 75em)';

/** What is shown: of which item, and where it is in the document. */
export interface Cited {
  key: string;
  name: string;
  page: number;
  quote: string | null;
}

interface Props {
  cited: Cited | null;
  file: string;
  onClose: () => void;
}

export function SourcePanel({ cited, file, onClose }: Props) {
  const { t } = useTranslation();
  const isBeside = useMediaQuery(roomForBoth);
  if (isBeside) return cited ? <Beside cited={cited} file={file} onClose={onClose} /> : null;
  return (
    <Drawer
      opened={cited !== null}
      onClose={onClose}
      position="bottom"
      size="92%"
      title={cited ? t('assignments.sourceOf', { name: cited.name }) : null}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ content: classes.sheet, body: classes.sheetBody }}
    >
      {cited ? <Document cited={cited} file={file} /> : null}
    </Drawer>
  );
}

function Beside({ cited, file, onClose }: Props & { cited: Cited }) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  const title = t('assignments.sourceOf', { name: cited.name });
  // Whoever asks for the page is led to it, also when another page is shown already.
  useEffect(() => {
    if (cited.key) panel.current?.focus({ preventScroll: true });
  }, [cited]);
  return (
    <aside
      ref={panel}
      className={classes.beside}
      aria-label={title}
      tabIndex={-1}
      data-beside
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className={classes.head}>
        <Title order={2} className={classes.title}>
          {title}
        </Title>
        <ActionIcon
          component="a"
          href={`${mediaPath(file)}#page=${cited.page}`}
          target="_blank"
          rel="noreferrer"
          aria-label={t('assignments.openSource')}
        >
          <IconExternalLink size={18} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon aria-label={t('assignments.closeSource')} onClick={onClose}>
          <IconX size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      <Document cited={cited} file={file} />
    </aside>
  );
}

function Document({ cited: { page, quote }, file }: Pick<Props, 'file'> & { cited: Cited }) {
  const { t } = useTranslation();
  const url = useSteady(mediaPath(file));
  return (
    <div className={classes.document}>
      <Suspense fallback={null}>
        <PdfStage
          key={url}
          url={url}
          title={t('assignments.sourceTitle')}
          page={page}
          quote={quote ?? ''}
        />
      </Suspense>
    </div>
  );
}
