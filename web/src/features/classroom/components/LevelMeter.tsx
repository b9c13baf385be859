/** How loud one's own microphone is. Moved past React: it changes fifty times a second. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveVoice } from '../state/LiveVoice';
import classes from './Voice.module.css';

/** Quieter than this is shown as nothing. */
const floor = -60;

export function LevelMeter({ voice }: { voice: LiveVoice }) {
  const { t } = useTranslation();
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(
    () =>
      voice.watchLevel((level) => {
        const decibels = 20 * Math.log10(Math.max(level, 1e-6));
        if (meter.current) meter.current.value = Math.max(0, 1 - decibels / floor);
      }),
    [voice],
  );
  return <meter ref={meter} aria-label={t('room.voice.level')} className={classes.meter} />;
}
