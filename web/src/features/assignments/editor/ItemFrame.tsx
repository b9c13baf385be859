/** What surrounds a question or a card in the editor: its number, its place among the others, and taking it out. */
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconRefresh, IconTrash } from '@tabler/icons-react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import classes from './Editor.module.css';
import type { Item } from './items';

export interface ItemActions {
  change: (changes: Partial<Item>) => void;
  /** Not there where the order is fixed. */
  move?: ((by: 1 | -1) => void) | undefined;
  /** Not there where nothing can be made anew. */
  remake?: (() => void) | undefined;
}

interface Props {
  item: Item;
  name: string;
  isFirst: boolean;
  isLast: boolean;
  actions: ItemActions;
  children: React.ReactNode;
}

export function ItemFrame({ item, name, isFirst, isLast, actions, children }: Props) {
  const { t } = useTranslation();
  if (item.isRemoved) {
    return (
      <li className={classes.removed}>
        <span>{t('assignments.removed', { name })}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          autoFocus
          onClick={() => actions.change({ isRemoved: false })}
        >
          {t('assignments.undo')}
        </Button>
      </li>
    );
  }
  return (
    <li className={classes.item} data-testid="item">
      <div className={classes.head}>
        <h2 className={classes.number}>{name}</h2>
        {actions.remake ? (
          <ActionIcon aria-label={t('assignments.remake', { name })} onClick={actions.remake}>
            <IconRefresh size={18} aria-hidden="true" />
          </ActionIcon>
        ) : null}
        {actions.move ? (
          <>
            <MoveButton name={name} by={-1} isEnd={isFirst} move={actions.move} />
            <MoveButton name={name} by={1} isEnd={isLast} move={actions.move} />
            <ActionIcon
              aria-label={t('assignments.remove', { name })}
              onClick={() => actions.change({ isRemoved: true })}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          </>
        ) : null}
      </div>
      {children}
    </li>
  );
}

interface MoveProps {
  name: string;
  by: 1 | -1;
  isEnd: boolean;
  move: (by: 1 | -1) => void;
}

function MoveButton({ name, by, isEnd, move }: MoveProps) {
  const { t } = useTranslation();
  const Icon = by < 0 ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon
      aria-label={t(by < 0 ? 'assignments.moveUp' : 'assignments.moveDown', { name })}
      aria-disabled={isEnd || undefined}
      className={classes.move}
      onClick={({ currentTarget }) => {
        if (isEnd) return;
        flushSync(() => move(by));
        // Moved in the document, a button loses the focus, which the next press needs.
        currentTarget.focus();
      }}
    >
      <Icon size={18} aria-hidden="true" />
    </ActionIcon>
  );
}
