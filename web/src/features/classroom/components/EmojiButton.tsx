/** A few emoji that lessons need; every system has a way to all of them. */
import { ActionIcon, Popover } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Chat.module.css';

const emoji = [
  ...['👍', '👎', '👏', '🙏', '🙋', '💪', '✅', '❌'],
  ...['🙂', '😀', '😂', '😅', '😉', '😍', '🤔', '😮'],
  ...['😕', '😢', '😴', '🤯', '🎉', '❤️', '🔥', '⭐'],
  ...['💡', '📌', '📚', '✏️', '❓', '❗', '⏰', '☕'],
];

interface Props {
  disabled: boolean;
  onChoose: (emoji: string) => void;
}

export function EmojiButton({ disabled, onChoose }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-end" trapFocus>
      <Popover.Target>
        <ActionIcon
          size={44}
          variant="subtle"
          color="gray"
          disabled={disabled}
          aria-label={t('room.emoji')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconMoodSmile size={20} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.emoji} aria-label={t('room.emoji')}>
        {emoji.map((one) => (
          <button
            key={one}
            type="button"
            onClick={() => {
              setOpen(false);
              onChoose(one);
            }}
          >
            {one}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
