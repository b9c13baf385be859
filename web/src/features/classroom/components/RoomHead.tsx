/** The head of a live room: the way out, its name, the state of the connection, who speaks, and the teacher's locks or one's hand. */
import { Badge, Button, Loader } from '@mantine/core';
import { IconArrowLeft, IconHandStop, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconLink } from '@/components/links';
import type { Room } from '@/generated/types.gen';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './RoomHead.module.css';
import { Speaking } from './Speaking';

interface Props {
  room: Room;
  live: LiveRoom;
  state: RoomState;
}

export function RoomHead({ room, live, state }: Props) {
  const { t } = useTranslation();
  const isTeacher = state.caps.includes('moderate');
  const wayOut: string = room.course === null ? '/dashboard' : `/c/${room.course}/overview`;
  return (
    <header className={classes.head}>
      <IconLink to={wayOut} aria-label={t('room.leave')}>
        <IconArrowLeft size={20} aria-hidden="true" />
      </IconLink>
      <h1 tabIndex={-1}>{room.name}</h1>
      {state.status === 'live' ? (
        <Badge color="green">{t('room.live')}</Badge>
      ) : (
        <Loader size="xs" role="status" aria-label={t('room.connecting')} />
      )}
      <Speaking live={live} state={state} />
      <span className={classes.space} />
      {isTeacher ? <Locks live={live} state={state} /> : <Hand live={live} state={state} />}
    </header>
  );
}

type Controls = Omit<Props, 'room'>;

function Hand({ live, state }: Controls) {
  const { t } = useTranslation();
  const isUp = state.hands.includes(state.uid);
  const label = t(isUp ? 'room.lowerHand' : 'room.raiseHand');
  return (
    <Button
      variant={isUp ? 'filled' : 'default'}
      className={classes.control}
      aria-label={label}
      onClick={() => live.ask('hand', { up: !isUp })}
    >
      <IconHandStop size={16} aria-hidden="true" />
      <span className={classes.label}>{label}</span>
    </Button>
  );
}

const locks = [
  ['board', 'room.lockBoard'],
  ['chat', 'room.lockChat'],
] as const;

function Locks({ live, state }: Controls) {
  const { t } = useTranslation();
  return locks.map(([what, name]) => {
    const isOn = state.locks[what];
    const Icon = isOn ? IconLock : IconLockOpen;
    return (
      <Button
        key={what}
        variant={isOn ? 'light' : 'default'}
        className={classes.control}
        aria-pressed={isOn}
        aria-label={t(name)}
        onClick={() => live.ask('lock', { what, on: !isOn })}
      >
        <Icon size={16} aria-hidden="true" />
        <span className={classes.label}>{t(name)}</span>
      </Button>
    );
  });
}
