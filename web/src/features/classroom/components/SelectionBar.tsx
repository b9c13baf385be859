/** What can be done with what is chosen on the board, for those who do not drag. */
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Act } from './Act';
import classes from './Board.module.css';
import type { Selection } from './useSelection';

const arrows = [
  ['ArrowLeft', 'room.pushLeft', IconArrowLeft],
  ['ArrowUp', 'room.pushUp', IconArrowUp],
  ['ArrowDown', 'room.pushDown', IconArrowDown],
  ['ArrowRight', 'room.pushRight', IconArrowRight],
] as const;

export function SelectionBar({ selection }: { selection: Selection }) {
  const { t } = useTranslation();
  if (selection.ids.length === 0) return null;
  return (
    <fieldset className={classes.bar} aria-label={t('room.chosen')}>
      <output className={classes.number}>
        {t('room.chosenCount', { count: selection.ids.length })}
      </output>
      {arrows.map(([key, label, Icon]) => (
        <Act key={key} label={t(label)} onClick={() => selection.push(key, true)}>
          <Icon size={18} aria-hidden="true" />
        </Act>
      ))}
      <Act label={t('room.eraseChosen')} onClick={selection.erase}>
        <IconTrash size={18} aria-hidden="true" />
      </Act>
    </fieldset>
  );
}
