/** The keys, on one card. */
import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { commandKey } from '@/lib/platform';
import { useSingleKeys } from '@/lib/preferences';
import { destinations } from './destinations';
import classes from './KeyHelp.module.css';

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const enabled = useSingleKeys();
  const rows = [
    { keys: `${commandKey} K`, text: t('keys.palette') },
    { keys: '/', text: t('keys.search') },
    { keys: '?', text: t('keys.help') },
    ...destinations.map(({ keys, label }) => ({ keys, text: t('keys.goTo', { page: t(label) }) })),
  ];
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
