/** The board in words, for those who do not see it; what is named there can be chosen, and then pushed by keys. */
import { Button, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { boxOf } from '../board/hit';
import type { BoardObject } from '../board/types';
import type { RoomState } from '../state/LiveRoom';
import classes from './Board.module.css';

interface Props {
  objects: readonly BoardObject[];
  people: RoomState['people'];
  chosen: readonly string[];
  onChoose: ((id: string) => void) | undefined;
}

export function BoardWords({ objects, people, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const words = (object: BoardObject) => {
    const who = people.find(({ uid }) => uid === object.uid)?.name ?? t('common.someone');
    const what = object.text ?? t(`room.shape.${object.k}`);
    return t('room.drawnBy', { what, who, where: t(`room.place.${placeOf(object)}`) });
  };
  const list = (
    <ul aria-label={t('room.writtenOnBoard')} className={classes.words}>
      {objects.map((object) => (
        <li key={object.id}>
          {onChoose ? (
            <Button
              size="compact-sm"
              variant={chosen.includes(object.id) ? 'light' : 'subtle'}
              aria-pressed={chosen.includes(object.id)}
              onClick={() => onChoose(object.id)}
            >
              {words(object)}
            </Button>
          ) : (
            words(object)
          )}
        </li>
      ))}
    </ul>
  );
  if (!onChoose) return <VisuallyHidden>{list}</VisuallyHidden>;
  return (
    <details className={classes.details}>
      <summary>{t('room.inWords', { count: objects.length })}</summary>
      {list}
    </details>
  );
}

const rows = ['top', 'middle', 'bottom'] as const;
const columns = ['Left', 'Centre', 'Right'] as const;

/** In which ninth of the board the middle of an object is. */
function placeOf(object: BoardObject) {
  const [[left, top], [right, bottom]] = boxOf(object);
  const third = (from: number, to: number) =>
    Math.min(2, Math.max(0, Math.floor(((from + to) / 2) * 3))) as 0 | 1 | 2;
  return `${rows[third(top, bottom)]}${columns[third(left, right)]}` as const;
}
