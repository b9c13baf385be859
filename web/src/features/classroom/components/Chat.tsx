/** The chat of the room: what was said, what is on its way, and a field to say something. */
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { type Line, unreadOf } from '../state/chat';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './Chat.module.css';
import { ChatField, type Task } from './ChatField';
import { OnItsWay } from './OnItsWay';
import { Said } from './Said';
import { useLogScroll } from './useLogScroll';
import { named } from './useMentions';

interface Props {
  live: LiveRoom;
  state: RoomState;
}

export function Chat({ live, state }: Props) {
  const { t } = useTranslation();
  /** Each task has a field of its own; `round` counts them. */
  const [{ task, round }, setTask] = useState<{ task: Task | null; round: number }>({
    task: null,
    round: 0,
  });
  const [doomed, setDoomed] = useState<Line | null>(null);
  const { lines, outgoing, people, uid } = state;
  const count = lines.length + outgoing.length;
  const { log, onScroll, toEnd } = useLogScroll(count, () => live.chat.see());
  const unread = unreadOf(state);
  const mayWrite = state.caps.includes('chat');
  const others = people.filter((person) => person.uid !== uid);

  const take = (next: Task | null) => setTask({ task: next, round: round + 1 });
  const say = (content: string) => {
    const mentions = named(content, others);
    if (task?.what === 'edit') live.chat.edit(task.line.id, content);
    else {
      live.chat.say({
        content,
        ...(task ? { reply_to: task.line.id } : {}),
        ...(mentions.length > 0 ? { mentions } : {}),
      });
      toEnd();
    }
    if (task) take(null);
  };
  const editLast = () => {
    const line = lines.findLast(({ sender, isDeleted }) => sender === uid && !isDeleted);
    if (line) take({ what: 'edit', line });
  };
  return (
    <div className={classes.chat}>
      <section
        ref={log}
        role="log"
        aria-label={t('room.said')}
        className={classes.log}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
        tabIndex={0}
      >
        {count === 0 ? <p className={classes.soft}>{t('room.nothingSaid')}</p> : null}
        {lines.map((line) => (
          <Said
            key={line.id}
            line={line}
            answered={lines.find(({ id }) => id === line.replyTo)}
            people={people}
            isOwn={line.sender === uid}
            mayWrite={mayWrite}
            mayDelete={mayWrite && (line.sender === uid || state.caps.includes('moderate'))}
            onReply={() => take({ what: 'reply', line })}
            onEdit={() => take({ what: 'edit', line })}
            onDelete={() => setDoomed(line)}
          />
        ))}
        {outgoing.map((message) => (
          <OnItsWay
            key={message.cid}
            message={message}
            onRetry={() => live.chat.retry(message.cid)}
            onDismiss={() => live.chat.dismiss(message.cid)}
          />
        ))}
      </section>
      {unread > 0 ? (
        <Button
          size="compact-sm"
          className={classes.unread}
          leftSection={<IconArrowDown size={14} aria-hidden="true" />}
          onClick={toEnd}
        >
          {t('room.unread', { count: unread })}
        </Button>
      ) : null}
      <ChatField
        key={round}
        isFocused={round > 0}
        task={task}
        people={others}
        mayWrite={mayWrite}
        onSay={say}
        onCancel={() => take(null)}
        onEditLast={editLast}
      />
      <ConfirmDialog
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={t('room.deleteMessage')}
        confirmLabel={t('common.delete')}
        onConfirm={() => {
          if (doomed) live.chat.delete(doomed.id);
          setDoomed(null);
        }}
      >
        {t('room.deleteLead')}
      </ConfirmDialog>
    </div>
  );
}
