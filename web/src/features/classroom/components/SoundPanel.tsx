/** Which microphone and which loudspeaker, how loud the others are, and for the teacher whether it is kept. */
import { ActionIcon, NativeSelect, Popover, Switch } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import type { VoiceState } from '../state/LiveVoice';
import type { Device } from '../voice/devices';
import classes from './Voice.module.css';

interface Props {
  live: LiveRoom;
  room: RoomState;
  state: VoiceState;
}

export function SoundPanel({ live, room, state }: Props) {
  const { t } = useTranslation();
  const { voice } = live;
  const [isOpen, setOpen] = useState(false);
  const volume = useId();
  const toggle = () => {
    if (!isOpen) void voice.lookForDevices();
    setOpen(!isOpen);
  };
  const { inputs, outputs } = state.devices;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-end" width={280} trapFocus withRoles>
      <Popover.Target>
        <ActionIcon className={classes.act} aria-label={t('room.voice.settings')} onClick={toggle}>
          <IconAdjustmentsHorizontal size={20} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('room.voice.settings')}>
        {room.caps.includes('speak') ? (
          <Choice
            label={t('room.voice.input')}
            devices={inputs}
            value={state.input}
            onChange={(id) => void voice.chooseInput(id)}
          />
        ) : null}
        {outputs.length > 0 ? (
          <Choice
            label={t('room.voice.output')}
            devices={outputs}
            value={state.output}
            onChange={(id) => void voice.chooseOutput(id)}
          />
        ) : null}
        <div className={classes.volume}>
          <label htmlFor={volume}>{t('room.voice.volume')}</label>
          <input
            id={volume}
            type="range"
            min={0}
            max={100}
            value={Math.round(state.volume * 100)}
            onChange={(event) => voice.setVolume(Number(event.currentTarget.value) / 100)}
          />
        </div>
        {room.caps.includes('moderate') ? (
          <Switch
            className={classes.keep}
            label={t('room.voice.keep')}
            checked={room.isRecorded}
            onChange={(event) => live.ask('record', { on: event.currentTarget.checked })}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoiceProps {
  label: string;
  devices: readonly Device[];
  value: string;
  onChange: (id: string) => void;
}

/** A chosen device that is away is not shown: the browser's own choice is what is used. */
function Choice({ label, devices, value, onChange }: ChoiceProps) {
  const { t } = useTranslation();
  const named = devices.filter(({ id }) => id !== 'default');
  return (
    <NativeSelect
      label={label}
      value={named.some(({ id }) => id === value) ? value : ''}
      data={[
        { value: '', label: t('room.voice.standard') },
        ...named.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
