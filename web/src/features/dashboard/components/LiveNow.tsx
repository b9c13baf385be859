/** The lessons that run at this moment. Not there when there is none, and not when nobody can say. */
import { IconBroadcast } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import type { Room } from '@/generated/types.gen';
import { roomAddress } from '@/lib/addresses';
import classes from './LiveNow.module.css';

export function LiveNow({ rooms }: { rooms: readonly Room[] | null }) {
  const live = rooms?.filter((room) => room.is_live) ?? [];
  if (live.length === 0) return null;
  return (
    <ul className={classes.list}>
      {live.map((room) => (
        <Banner key={room.id} room={room} />
      ))}
    </ul>
  );
}

function Banner({ room }: { room: Room }) {
  const { t } = useTranslation();
  return (
    <li className={classes.banner}>
      <span className={classes.icon} aria-hidden="true">
        <IconBroadcast size={22} />
      </span>
      <div className={classes.text}>
        <div className={classes.now}>{t('home.live')}</div>
        <div className={classes.name}>{room.name}</div>
        <div className={classes.teacher}>
          {t('home.liveWith', { name: room.teacher_name ?? t('common.someone') })}
        </div>
      </div>
      <ButtonLink to={roomAddress(room)} aria-label={t('home.joinOf', { name: room.name })}>
        {t('home.join')}
      </ButtonLink>
    </li>
  );
}
