/** The keys of a page, on one card. */
import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSingleKeys } from '@/lib/preferences';
import classes from './KeyCard.module.css';

export interface KeyRow {
  /** With spaces between keys that are pressed together or after another. */
  keys: string;
  text: string;
}

interface Props {
  rows: readonly KeyRow[];
  onClose: () => void;
}

export function KeyCard({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const enabled = useSingleKeys();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes.list}>
        {rows.map(({ keys, text }) => (
          <div key={keys} className={classes.row}>
            <dt>{text}</dt>
            <dd>
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {enabled ? null : <p className={classes.note}>{t('keys.off')}</p>}
    </Modal>
  );
}
