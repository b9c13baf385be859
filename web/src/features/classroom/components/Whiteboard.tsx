/** The whiteboard: what everybody has drawn, one's own ink in the next frame, and where people point. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { boardHeight, boardWidth, paint, type Sheet } from '../board/paint';
import { onScreen, type View } from '../board/view';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './Board.module.css';
import { Frames } from './Frames';
import { TextField } from './TextField';
import type { Ink } from './tools';
import { useDrawing } from './useDrawing';
import { usePointers } from './usePointers';
import { dragged, type Selection } from './useSelection';
import { useWheel } from './useWheel';
import { useWidth } from './useWidth';

interface Props {
  live: LiveRoom;
  state: RoomState;
  ink: Ink;
  mayDraw: boolean;
  view: View;
  onView: (change: (view: View) => View) => void;
  selection: Selection;
  sheet: Sheet | null;
}

export function Whiteboard(props: Props) {
  const { live, state, ink, mayDraw, view, onView, selection, sheet } = props;
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas);
  useWheel(canvas, view, onView);
  const pen = useDrawing(live, state.page, ink);
  const { drawing } = pen;
  const tool = mayDraw ? ink.tool : 'hand';
  const isSelecting = tool === 'select';
  const hand = isSelecting
    ? {
        begin: (point: number[], { shiftKey }: { shiftKey: boolean }) =>
          selection.begin(point, shiftKey),
        grow: (points: number[][]) => selection.drag(points.at(-1) ?? [0, 0]),
        finish: selection.finish,
        cancel: selection.cancel,
      }
    : pen;
  const pointers = usePointers({ view, onView, pushes: tool === 'hand', hand });
  const objects = dragged(live.objects(), selection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` says that the board looks different
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !width) return;
    const density = window.devicePixelRatio;
    context.canvas.width = Math.round(width * density);
    context.canvas.height = Math.round((width * density * boardHeight) / boardWidth);
    const all = [...objects, ...live.strokes.on(state.page), ...(drawing ? [drawing] : [])];
    paint(context, all, { scale: (width * density) / boardWidth, view, sheet });
  }, [live, state.page, state.drawn, drawing, width, view, sheet, selection.by]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const isDelete = event.key === 'Delete' || event.key === 'Backspace';
    if (isDelete) selection.erase();
    if (event.key === 'Escape') selection.choose([]);
    if (isDelete || selection.push(event.key, event.shiftKey)) event.preventDefault();
  };
  return (
    <div className={classes.board} data-tool={tool}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={t('room.boardOf', { count: objects.length })}
        tabIndex={mayDraw ? 0 : undefined}
        onKeyDown={onKeyDown}
        {...pointers}
      />
      <div className={classes.over}>
        {isSelecting ? <Frames objects={objects} ids={selection.ids} view={view} /> : null}
        {live.lasers.on(state.page).map(({ uid, place }) => (
          <span key={uid} className={classes.laser} style={at(onScreen(view, place))}>
            {state.people.find((person) => person.uid === uid)?.name}
          </span>
        ))}
      </div>
      {pen.writing ? (
        <TextField place={onScreen(view, asPlace(pen.writing))} onWrite={pen.write} />
      ) : null}
    </div>
  );
}

type Place = readonly [number, number];

const asPlace = ([x = 0, y = 0]: readonly number[]): Place => [x, y];

function at([x, y]: Place): React.CSSProperties {
  return { left: `${x * 100}%`, top: `${y * 100}%` };
}
