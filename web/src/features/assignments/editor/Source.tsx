/** Where an item comes from: what the document says, and its page; and what there is to look at before publishing. */
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mediaPath } from '@/lib/links';
import classes from './Editor.module.css';
import type { Item } from './items';

interface Props {
  item: Item;
  file: string | null;
}

export function Source({ item: { page, quote, flags }, file }: Props) {
  const { t } = useTranslation();
  if (!page && !quote && flags.length === 0) return null;
  return (
    <div className={classes.source}>
      {flags.includes('longest') ? (
        <span className={classes.flag}>{t('assignments.longest')}</span>
      ) : null}
      {quote ? <blockquote className={classes.quote}>{quote}</blockquote> : null}
      {page ? <PageLink page={page} file={file} /> : null}
    </div>
  );
}

function PageLink({ page, file }: { page: number; file: string | null }) {
  const { t } = useTranslation();
  if (!file) return <span className={classes.plain}>{t('study.page', { page })}</span>;
  return (
    <a
      className={classes.page}
      href={`${mediaPath(file)}#page=${page}`}
      target="_blank"
      rel="noreferrer"
    >
      {t('study.page', { page })}
      <IconExternalLink size={14} aria-hidden="true" />
    </a>
  );
}
