/** The card with the keys of the board and of the voice. */
import { useTranslation } from 'react-i18next';
import { KeyCard } from '@/components/keys/KeyCard';
import { commandKey } from '@/lib/platform';
import { toolKeys, tools } from './tools';

export default function BoardKeys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const rows = [
    ...tools.map((tool) => ({ keys: toolKeys[tool], text: t(`room.tool.${tool}`) })),
    { keys: `${commandKey} Z`, text: t('room.undo') },
    { keys: `${commandKey} Y`, text: t('room.redo') },
    { keys: '← ↑ ↓ →', text: t('room.moveChosen') },
    { keys: 'm', text: t('room.voice.keyMic') },
    { keys: t('room.voice.space'), text: t('room.voice.keyTalk') },
    { keys: '?', text: t('keys.help') },
  ];
  return <KeyCard rows={rows} onClose={onClose} />;
}
