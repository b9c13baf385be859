/** The field of the chat: says something new, an answer, or a message anew; completes names and offers emoji. */
import { ActionIcon, CloseButton, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../state/chat';
import classes from './Chat.module.css';
import { EmojiButton } from './EmojiButton';
import { completed, type Named, useMentions } from './useMentions';

const longest = 5000;

/** What is being done with a line. */
export interface Task {
  what: 'reply' | 'edit';
  line: Line;
}

interface Props {
  task: Task | null;
  /** Whether it takes the focus where it appears. */
  isFocused: boolean;
  people: readonly Named[];
  mayWrite: boolean;
  onSay: (text: string) => void;
  onCancel: () => void;
  /** The last message of one's own is to be changed. */
  onEditLast: () => void;
}

export function ChatField(props: Props) {
  const { task, people, mayWrite } = props;
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [text, setText] = useState(task?.what === 'edit' ? task.line.content : '');
  const [caret, setCaret] = useState(0);
  const caretAfter = useRef<number | null>(props.isFocused ? text.length : null);

  const change = (next: string, at: number) => {
    setText(next.slice(0, longest));
    setCaret(at);
    caretAfter.current = at;
  };
  const mentions = useMentions({
    text,
    caret,
    people,
    onChoose: ({ name }) => change(...completed(text, caret, name)),
  });
  // The field was changed by us and not by typing: its caret has to follow.
  useEffect(() => {
    if (caretAfter.current === null || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  });
  const say = () => {
    if (!text.trim()) return;
    props.onSay(text.trim());
    setText('');
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (mentions.onKey(event.key)) event.preventDefault();
    else if (event.key === 'Escape' && task) props.onCancel();
    else if (event.key === 'ArrowUp' && !text && !task) {
      event.preventDefault();
      props.onEditLast();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      say();
    }
  };
  const { offers, active } = mentions;
  const isOffering = offers.length > 0;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      {task ? <TaskHead task={task} onCancel={props.onCancel} /> : null}
      {isOffering ? (
        <div id={list} role="listbox" aria-label={t('room.names')} className={classes.names}>
          {offers.map(({ uid, name }, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points to it
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <div
              key={uid}
              id={`${list}-${uid}`}
              role="option"
              aria-selected={index === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => change(...completed(text, caret, name))}
            >
              {name}
            </div>
          ))}
        </div>
      ) : null}
      <div className={classes.say}>
        <Textarea
          ref={field}
          autosize
          className={classes.field}
          aria-label={t('room.say')}
          placeholder={t(mayWrite ? 'room.say' : 'room.mayNotSay')}
          disabled={!mayWrite}
          minRows={1}
          maxRows={5}
          maxLength={longest}
          value={text}
          aria-autocomplete="list"
          aria-controls={isOffering ? list : undefined}
          aria-activedescendant={isOffering ? `${list}-${offers[active]?.uid}` : undefined}
          onChange={({ currentTarget: { value, selectionStart } }) => {
            setText(value);
            setCaret(selectionStart);
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <EmojiButton
          disabled={!mayWrite}
          onChoose={(emoji) =>
            change(text.slice(0, caret) + emoji + text.slice(caret), caret + emoji.length)
          }
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
      </div>
    </form>
  );
}

function TaskHead({ task, onCancel }: { task: Task; onCancel: () => void }) {
  const { t } = useTranslation();
  const name = task.line.name ?? t('common.someone');
  return (
    <div className={classes.task}>
      <span>{task.what === 'edit' ? t('room.editing') : t('room.answerTo', { name })}</span>
      <CloseButton size="sm" aria-label={t('common.cancel')} onClick={onCancel} />
    </div>
  );
}
