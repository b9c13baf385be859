/** Talks while it is held: by finger, mouse or key. */
import { Button } from '@mantine/core';
import { IconHandClick } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveVoice } from '../state/LiveVoice';
import classes from './Voice.module.css';

export function HoldButton({ voice }: { voice: LiveVoice }) {
  const { t } = useTranslation();
  const [isHeld, setHeld] = useState(false);
  const hold = (on: boolean) => {
    if (on === isHeld) return;
    setHeld(on);
    void voice.hold(on);
  };
  useEffect(() => () => void (isHeld && voice.hold(false)), [isHeld, voice]);
  const byKey = (on: boolean) => (event: React.KeyboardEvent) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    hold(on);
  };
  return (
    <Button
      variant={isHeld ? 'filled' : 'default'}
      className={classes.hold}
      aria-label={t('room.voice.hold')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(true);
      }}
      onLostPointerCapture={() => hold(false)}
      onKeyDown={byKey(true)}
      onKeyUp={byKey(false)}
      onBlur={() => hold(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <IconHandClick size={18} aria-hidden="true" />
      <span className={classes.label}>{t('room.voice.hold')}</span>
    </Button>
  );
}
