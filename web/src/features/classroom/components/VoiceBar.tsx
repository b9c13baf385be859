/** The bar of the voice: one's microphone for those who may speak, how loud the others are, and what is amiss. */
import { ActionIcon, Button } from '@mantine/core';
import {
  IconMicrophone,
  IconMicrophoneOff,
  IconPlayerRecord,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import type { Mic } from '../state/LiveVoice';
import { HoldButton } from './HoldButton';
import { LevelMeter } from './LevelMeter';
import { SoundPanel } from './SoundPanel';
import { useTalkKeys } from './useTalkKeys';
import { useVoice } from './useVoice';
import classes from './Voice.module.css';

interface Props {
  live: LiveRoom;
  state: RoomState;
}

export default function VoiceBar({ live, state }: Props) {
  const { t } = useTranslation();
  const { voice } = live;
  const sound = useVoice(voice);
  const maySpeak = state.caps.includes('speak');
  const isAsking = state.hands.includes(state.uid);
  useTalkKeys(voice, maySpeak);
  const silence = t(sound.isSilenced ? 'room.voice.unsilence' : 'room.voice.silence');
  return (
    <>
      {sound.isBlocked ? (
        <div className={classes.blocked} role="status">
          <span>{t('room.voice.blocked')}</span>
          <Button className={classes.tall} onClick={() => void voice.resume()}>
            {t('room.voice.tapToHear')}
          </Button>
        </div>
      ) : null}
      <p className={classes.trouble} role="status">
        <Trouble mic={sound.mic} isUnplayable={sound.isUnplayable} />
      </p>
      <section className={classes.bar} aria-label={t('room.voice.settings')}>
        {maySpeak ? (
          <Speak live={live} state={state} mic={sound.mic} />
        ) : (
          <span className={classes.hint}>
            {t(isAsking ? 'room.voice.handUp' : 'room.voice.listenOnly')}
          </span>
        )}
        <span className={classes.space} />
        <ActionIcon
          className={classes.act}
          aria-label={silence}
          onClick={() => voice.setVolume(sound.volume, !sound.isSilenced)}
        >
          {sound.isSilenced ? (
            <IconVolumeOff size={20} aria-hidden="true" />
          ) : (
            <IconVolume size={20} aria-hidden="true" />
          )}
        </ActionIcon>
        <SoundPanel live={live} room={state} state={sound} />
      </section>
    </>
  );
}

/** Who gets the word has no need of a raised hand any more. */
function Speak({ live, state, mic }: Props & { mic: Mic }) {
  const { t } = useTranslation();
  const isOn = mic === 'on';
  const Icon = isOn ? IconMicrophone : IconMicrophoneOff;
  const label = t(isOn ? 'room.voice.switchOff' : 'room.voice.switchOn');
  const toggle = () => {
    if (!isOn && state.hands.includes(state.uid)) live.ask('hand', { up: false });
    void live.voice.switchOn(!isOn);
  };
  return (
    <>
      <Button
        variant={isOn ? 'filled' : 'default'}
        className={classes.tall}
        aria-label={label}
        aria-keyshortcuts="m"
        loading={mic === 'asking'}
        onClick={toggle}
      >
        <Icon size={18} aria-hidden="true" />
        <span className={classes.label}>{label}</span>
      </Button>
      <HoldButton voice={live.voice} />
      <LevelMeter voice={live.voice} />
      {state.isRecorded ? (
        <span className={classes.kept} title={t('room.voice.kept')}>
          <IconPlayerRecord size={16} aria-hidden="true" />
          <span>{t('room.voice.kept')}</span>
        </span>
      ) : null}
    </>
  );
}

function Trouble({ mic, isUnplayable }: { mic: Mic; isUnplayable: boolean }) {
  const { t } = useTranslation();
  if (mic === 'on' || mic === 'off') return isUnplayable ? t('room.voice.unplayable') : null;
  return t(`room.voice.${mic}`);
}
