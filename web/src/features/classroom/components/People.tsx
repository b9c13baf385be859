/** Who is in the room, whose hand is up, and what the teacher can let each of them do. */
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconDots,
  IconHandStop,
  IconMicrophone,
  IconMicrophoneOff,
  IconPencil,
  IconUserMinus,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import type { Participant } from '../socket/frames';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './People.module.css';
import { useVoice } from './useVoice';

interface Props {
  live: LiveRoom;
  state: RoomState;
}

export function People({ live, state }: Props) {
  const { t } = useTranslation();
  const isTeacher = state.caps.includes('moderate');
  const { speaking } = useVoice(live.voice);
  const sorted = [...state.people].sort(
    (one, other) => rank(other, state) - rank(one, state) || one.name.localeCompare(other.name),
  );
  return (
    <ul className={classes.people}>
      {sorted.map((person) => (
        <li key={person.uid} className={classes.person}>
          <PersonAvatar id={person.uid} name={person.name} photo={person.photo} />
          <span className={classes.name}>
            {person.name}
            {person.role === 'teacher' ? <small>{t('role.teacher')}</small> : null}
            <Doing
              person={person}
              isHandUp={state.hands.includes(person.uid)}
              isSpeaking={speaking.includes(person.uid)}
            />
          </span>
          {isTeacher && person.uid !== state.uid ? (
            <>
              <Word person={person} isHandUp={state.hands.includes(person.uid)} live={live} />
              <Allow person={person} live={live} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The teacher first, then whose hand is up. */
function rank({ uid, role }: Participant, { hands }: RoomState): number {
  return (role === 'teacher' ? 2 : 0) + (hands.includes(uid) ? 1 : 0);
}

interface DoingProps {
  person: Participant;
  isHandUp: boolean;
  isSpeaking: boolean;
}

function Doing({ person, isHandUp, isSpeaking }: DoingProps) {
  const { t } = useTranslation();
  const mayAlso = person.role !== 'teacher' && person.caps.includes('speak');
  return (
    <>
      {isSpeaking ? (
        <span className={classes.speaking}>
          <IconVolume size={14} aria-hidden="true" />
          {t('room.voice.isSpeaking')}
        </span>
      ) : null}
      {mayAlso && !isSpeaking ? (
        <span className={classes.may}>
          <IconMicrophone size={14} aria-hidden="true" />
          {t('room.voice.maySpeak')}
        </span>
      ) : null}
      {isHandUp ? (
        <span className={classes.hand}>
          <IconHandStop size={14} aria-hidden="true" />
          {t('room.handUp')}
        </span>
      ) : null}
    </>
  );
}

/** Gives the word to whose hand is up, and takes it back, with one click. */
function Word({ person, isHandUp, live }: Omit<DoingProps, 'isSpeaking'> & { live: LiveRoom }) {
  const { t } = useTranslation();
  const { uid, name, caps } = person;
  const speak = !caps.includes('speak');
  if (speak && !isHandUp) return null;
  const Icon = speak ? IconMicrophone : IconMicrophoneOff;
  return (
    <Tooltip label={t(speak ? 'room.voice.let' : 'room.voice.end')}>
      <ActionIcon
        variant={speak ? 'filled' : 'default'}
        color="iris"
        className={classes.word}
        aria-label={t(speak ? 'room.voice.letOf' : 'room.voice.endOf', { name })}
        onClick={() => live.ask('grant', { uid, caps: { speak } })}
      >
        <Icon size={20} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function Allow({ person, live }: { person: Participant; live: LiveRoom }) {
  const { t } = useTranslation();
  const { uid, caps } = person;
  const mayDraw = caps.includes('draw');
  const maySpeak = caps.includes('speak');
  const mayWrite = caps.includes('chat');
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('people.actionsFor', { name: person.name })}>
          <IconDots size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          data-autofocus
          leftSection={<IconPencil size={16} />}
          onClick={() => live.ask('grant', { uid, caps: { draw: !mayDraw } })}
        >
          {t(mayDraw ? 'room.noDrawing' : 'room.letDraw')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMicrophone size={16} />}
          onClick={() => live.ask('grant', { uid, caps: { speak: !maySpeak } })}
        >
          {t(maySpeak ? 'room.voice.end' : 'room.voice.let')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconVolumeOff size={16} />}
          onClick={() => live.ask('mute', { uid, on: mayWrite })}
        >
          {t(mayWrite ? 'room.mute' : 'room.unmute')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconUserMinus size={16} />}
          onClick={() => live.ask('remove', { uid })}
        >
          {t('room.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
