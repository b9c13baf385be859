/** The tools of the board: what to draw with, in which colour and width, and taking one's own back. */
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircle,
  IconEraser,
  IconHandGrab,
  IconLine,
  IconPencil,
  IconPointer,
  IconRectangle,
  IconSparkles,
  IconTrash,
  IconTypography,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Act } from './Act';
import classes from './Board.module.css';
import { type Ink, type Tool, toolKeys, tools } from './tools';

const icons: Record<Tool, typeof IconPencil> = {
  select: IconPointer,
  hand: IconHandGrab,
  pen: IconPencil,
  line: IconLine,
  rect: IconRectangle,
  ellipse: IconCircle,
  text: IconTypography,
  eraser: IconEraser,
  laser: IconSparkles,
};
const colors = [
  ['ink', '#1f2937'],
  ['blue', '#1d4ed8'],
  ['red', '#dc2626'],
  ['green', '#15803d'],
  ['amber', '#b45309'],
] as const;
const widths = [3, 6, 12];

export const firstInk: Ink = { tool: 'pen', color: colors[0][1], width: widths[0] ?? 3 };

interface Props {
  ink: Ink;
  onInk: (ink: Ink) => void;
  onUndo: () => void;
  onRedo: () => void;
  onClear: () => void;
}

export function Toolbar({ ink, onInk, onUndo, onRedo, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <div role="toolbar" aria-label={t('room.tools')} className={classes.tools}>
      {tools.map((tool) => {
        const Icon = icons[tool];
        return (
          <Act
            key={tool}
            label={t(`room.tool.${tool}`)}
            shortcut={toolKeys[tool]}
            isOn={ink.tool === tool}
            onClick={() => onInk({ ...ink, tool })}
          >
            <Icon size={18} aria-hidden="true" />
          </Act>
        );
      })}
      <span className={classes.gap} />
      {colors.map(([name, color]) => (
        <button
          key={name}
          type="button"
          className={classes.color}
          style={{ '--color': color } as React.CSSProperties}
          aria-label={t(`room.color.${name}`)}
          aria-pressed={ink.color === color}
          onClick={() => onInk({ ...ink, color })}
        />
      ))}
      <span className={classes.gap} />
      {widths.map((width) => (
        <Act
          key={width}
          label={t('room.width', { width })}
          isOn={ink.width === width}
          onClick={() => onInk({ ...ink, width })}
        >
          <span className={classes.dot} style={{ width: 3 + width, height: 3 + width }} />
        </Act>
      ))}
      <span className={classes.gap} />
      <Act label={t('room.undo')} onClick={onUndo}>
        <IconArrowBackUp size={18} aria-hidden="true" />
      </Act>
      <Act label={t('room.redo')} onClick={onRedo}>
        <IconArrowForwardUp size={18} aria-hidden="true" />
      </Act>
      <Act label={t('room.clear')} onClick={onClear}>
        <IconTrash size={18} aria-hidden="true" />
      </Act>
    </div>
  );
}
