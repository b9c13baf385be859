/** Where an item comes from: what the document says, and its page; and what there is to look at before publishing. */
import { IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Editor.module.css';
import type { Item } from './items';

interface Props {
  item: Item;
  /** Not there where the document is not. */
  onShow?: ((page: number) => void) | undefined;
  isShown: boolean;
}

export function Source({ item: { page, quote, flags }, onShow, isShown }: Props) {
  const { t } = useTranslation();
  if (!page && !quote && flags.length === 0) return null;
  return (
    <div className={classes.source}>
      {flags.includes('longest') ? (
        <span className={classes.flag}>{t('assignments.longest')}</span>
      ) : null}
      {quote ? <blockquote className={classes.quote}>{quote}</blockquote> : null}
      {page && onShow ? (
        <button
          type="button"
          className={classes.page}
          aria-pressed={isShown}
          onClick={() => onShow(page)}
        >
          <IconFileText size={16} aria-hidden="true" />
          {t('study.page', { page })}
        </button>
      ) : null}
      {page && !onShow ? <span className={classes.plain}>{t('study.page', { page })}</span> : null}
    </div>
  );
}
