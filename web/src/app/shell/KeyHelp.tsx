/** The keys that work everywhere. */
import { useTranslation } from 'react-i18next';
import { KeyCard } from '@/components/keys/KeyCard';
import { commandKey } from '@/lib/platform';
import { destinations } from './destinations';

export default function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const rows = [
    { keys: `${commandKey} K`, text: t('keys.palette') },
    { keys: '/', text: t('keys.search') },
    { keys: '?', text: t('keys.help') },
    ...destinations.map(({ keys, label }) => ({ keys, text: t('keys.goTo', { page: t(label) }) })),
  ];
  return <KeyCard rows={rows} onClose={onClose} />;
}
