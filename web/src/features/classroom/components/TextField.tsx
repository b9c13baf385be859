/** A field on the board for a text that is to stand there; `place` is where, in fractions of what is shown. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Board.module.css';

interface Props {
  place: readonly [number, number];
  onWrite: (text: string) => void;
}

export function TextField({ place: [x, y], onWrite }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <textarea
      ref={field}
      rows={2}
      className={classes.writing}
      aria-label={t('room.textOnBoard')}
      style={{ left: `${Math.min(x, 0.7) * 100}%`, top: `${y * 100}%` }}
      onBlur={(event) => onWrite(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onWrite('');
        if (event.key === 'Enter' && !event.shiftKey) onWrite(event.currentTarget.value);
      }}
    />
  );
}
