/** The frames around what is chosen on the board. */
import { boxOf } from '../board/hit';
import type { BoardObject } from '../board/types';
import { onScreen, type View } from '../board/view';
import classes from './Board.module.css';

interface Props {
  objects: readonly BoardObject[];
  ids: readonly string[];
  view: View;
}

export function Frames({ objects, ids, view }: Props) {
  return objects
    .filter(({ id }) => ids.includes(id))
    .map((object) => {
      const [from, to] = boxOf(object);
      const [left, top] = onScreen(view, from);
      const [right, bottom] = onScreen(view, to);
      const percent = (value: number) => `${value * 100}%`;
      const style = {
        left: percent(left),
        top: percent(top),
        width: percent(right - left),
        height: percent(bottom - top),
      };
      return <span key={object.id} className={classes.frame} style={style} />;
    });
}
