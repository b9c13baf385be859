/** How large the board is shown, for those who neither pinch nor have a wheel. */
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type View, wholeBoard, zoomed } from '../board/view';
import { Act } from './Act';
import classes from './Board.module.css';

const step = 1.5;

interface Props {
  view: View;
  onView: (change: (view: View) => View) => void;
}

export function ZoomBar({ view, onView }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.bar} aria-label={t('room.zoom')}>
      <Act
        label={t('room.zoomOut')}
        disabled={view.scale <= 1}
        onClick={() => onView((seen) => zoomed(seen, 1 / step))}
      >
        <IconMinus size={18} aria-hidden="true" />
      </Act>
      <output aria-label={t('room.zoom')} className={classes.number}>
        {Math.round(view.scale * 100)}%
      </output>
      <Act label={t('room.zoomIn')} onClick={() => onView((seen) => zoomed(seen, step))}>
        <IconPlus size={18} aria-hidden="true" />
      </Act>
      <Act label={t('room.fit')} onClick={() => onView(() => wholeBoard)}>
        <IconArrowsMaximize size={18} aria-hidden="true" />
      </Act>
    </fieldset>
  );
}
