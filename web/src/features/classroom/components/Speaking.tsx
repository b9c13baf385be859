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
  const [told, setTold] = useState<string>();
  const nameOf = (id: number) =>
    state.people.find(({ uid }) => uid === id)?.name ?? t('room.voice.someone');
  const name = first === undefined ? undefined : nameOf(first);
  useEffect(() => {
    if (name !== undefined) setTold(name);
  }, [name]);
  const count = more.length;
  return (
    <>
      {name === undefined ? null : (
        <span className={classes.speaking} data-speaking aria-hidden="true">
          <IconVolume size={16} />
          <span>
            {count > 0 ? t('room.voice.others', { name, count }) : t('room.voice.speaks', { name })}
          </span>
        </span>
      )}
      <VisuallyHidden role="status">
        {told === undefined ? null : t('room.voice.speaks', { name: told })}
      </VisuallyHidden>
    </>
  );
}
