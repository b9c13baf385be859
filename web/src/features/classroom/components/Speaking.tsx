/** Who is heard at the moment. Told to screen readers once for each who begins, and not with every sentence. */
import { VisuallyHidden } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import { useVoice } from './useVoice';
import classes from './Voice.module.css';

export function Speaking({ live, state }: { live: LiveRoom; state: RoomState }) {
  const { t } = useTranslation();
  const { speaking } = useVoice(live.voice);
  const [first, ...more] = speaking.filter((uid) => uid !== state.uid);
  const [told, setTold] = useState<number>();
  useEffect(() => {
    if (first !== undefined) setTold(first);
  }, [first]);
  const nameOf = (id: number) =>
    state.people.find(({ uid }) => uid === id)?.name ?? t('room.voice.someone');
  const count = more.length;
  return (
    <>
      {first === undefined ? null : (
        <span className={classes.speaking} aria-hidden="true">
          <IconVolume size={16} />
          <span>
            {count > 0
              ? t('room.voice.others', { name: nameOf(first), count })
              : t('room.voice.speaks', { name: nameOf(first) })}
          </span>
        </span>
      )}
      <VisuallyHidden role="status">
        {told === undefined ? null : t('room.voice.speaks', { name: nameOf(told) })}
      </VisuallyHidden>
    </>
  );
}
