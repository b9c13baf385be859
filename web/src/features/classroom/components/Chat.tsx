/** The chat of the room: what was said, what is on its way, and a field to say something. */
import { ActionIcon, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { LinkedText } from '@/components/text/LinkedText';
import { formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import type { Line, Outgoing } from '../state/chat';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './Chat.module.css';

const longest = 5000;

interface Props {
  live: LiveRoom;
  state: RoomState;
}

export function Chat({ live, state }: Props) {
  const { t } = useTranslation();
  const log = useRef<HTMLElement>(null);
  const { lines, outgoing } = state;
  const count = lines.length + outgoing.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new line is scrolled to
  useEffect(() => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [count]);
  return (
    <div className={classes.chat}>
      <section
        ref={log}
        role="log"
        aria-label={t('room.said')}
        className={classes.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
      >
        {count === 0 ? <p className={classes.soft}>{t('room.nothingSaid')}</p> : null}
        {lines.map((line) => (
          <Said key={line.id} line={line} />
        ))}
        {outgoing.map((message) => (
          <OnItsWay
            key={message.cid}
            message={message}
            onDismiss={() => live.dismiss(message.cid)}
          />
        ))}
      </section>
      <Field mayWrite={state.caps.includes('chat')} onSay={(text) => live.say(text)} />
    </div>
  );
}

interface FieldProps {
  mayWrite: boolean;
  onSay: (text: string) => void;
}

function Field({ mayWrite, onSay }: FieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const say = () => {
    if (!text.trim()) return;
    onSay(text.trim());
    setText('');
  };
  return (
    <form
      className={classes.say}
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <Textarea
        aria-label={t('room.say')}
        placeholder={t(mayWrite ? 'room.say' : 'room.mayNotSay')}
        disabled={!mayWrite}
        minRows={1}
        maxRows={5}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          say();
        }}
      />
      <ActionIcon
        type="submit"
        size={44}
        variant="filled"
        color="iris"
        aria-label={t('room.send')}
        disabled={!mayWrite || !text.trim()}
      >
        <IconSend2 size={18} aria-hidden="true" />
      </ActionIcon>
    </form>
  );
}

function Said({ line }: { line: Line }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const name = line.name ?? t('common.someone');
  return (
    <div className={classes.line}>
      <PersonAvatar id={line.sender} name={name} photo={line.photo} size={28} />
      <div className={classes.words}>
        <span className={classes.who}>
          {name}
          <time dateTime={line.time}>{formatTime(line.time, locale)}</time>
        </span>
        {line.isDeleted ? (
          <span className={classes.soft}>{t('room.deleted')}</span>
        ) : (
          <span className={classes.content}>
            <LinkedText>{line.content}</LinkedText>
            {line.isEdited ? <span className={classes.soft}> {t('room.edited')}</span> : null}
          </span>
        )}
      </div>
    </div>
  );
}

function OnItsWay({ message, onDismiss }: { message: Outgoing; onDismiss: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.line} data-waiting="true">
      <div className={classes.words}>
        <span className={classes.content}>{message.content}</span>
        {message.refusal ? (
          <button type="button" className={classes.refusal} onClick={onDismiss}>
            {t('room.notSent')}
          </button>
        ) : (
          <span className={classes.soft}>{t('room.sending')}</span>
        )}
      </div>
    </div>
  );
}
