/** A button of the board's bars: an icon with its name, and its key where it has one. */
import { ActionIcon, Tooltip } from '@mantine/core';
import classes from './Board.module.css';

interface Props {
  label: string;
  shortcut?: string;
  isOn?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

export function Act({ label, shortcut, isOn, disabled, onClick, children }: Props) {
  return (
    <Tooltip label={shortcut ? `${label} (${shortcut})` : label}>
      <ActionIcon
        className={classes.act}
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? 'iris' : 'gray'}
        aria-label={label}
        aria-pressed={isOn}
        aria-keyshortcuts={shortcut}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
