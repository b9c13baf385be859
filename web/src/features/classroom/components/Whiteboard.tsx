/** The whiteboard: what everybody has drawn, one's own ink in the next frame, and its words for those who cannot see. */
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boardHeight, boardWidth, paint } from '../board/paint';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './Board.module.css';
import { type Ink, useDrawing } from './useDrawing';

interface Props {
  live: LiveRoom;
  state: RoomState;
  ink: Ink;
  mayDraw: boolean;
}

type Pointer = React.PointerEvent<HTMLCanvasElement>;

export function Whiteboard({ live, state, ink, mayDraw }: Props) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas);
  const hand = useDrawing(live, state.page, ink);
  const { drawing } = hand;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `drawn` says that the board looks different
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !width) return;
    const density = window.devicePixelRatio;
    context.canvas.width = Math.round(width * density);
    context.canvas.height = Math.round((width * density * boardHeight) / boardWidth);
    const objects = [...live.objects(), ...live.strokes.on(state.page)];
    paint(context, drawing ? [...objects, drawing] : objects, (width * density) / boardWidth);
  }, [live, state.page, state.drawn, drawing, width]);

  const onDown = (event: Pointer) => {
    if (!mayDraw || !event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const [first] = pointsOf(event);
    if (first) hand.begin(first);
  };
  const onMove = (event: Pointer) => {
    if (mayDraw && event.isPrimary && event.buttons === 1) hand.grow(pointsOf(event));
  };
  const texts = live.objects().filter(({ k }) => k === 'text');
  return (
    <div className={classes.board} data-tool={mayDraw ? ink.tool : undefined}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        role="img"
        aria-label={t('room.boardOf', { count: live.objects().length })}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={hand.finish}
        onPointerCancel={hand.cancel}
      />
      {hand.writing ? <TextField place={hand.writing} onWrite={hand.write} /> : null}
      {texts.length > 0 ? (
        <VisuallyHidden>
          <ul aria-label={t('room.writtenOnBoard')}>
            {texts.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </VisuallyHidden>
      ) : null}
    </div>
  );
}

interface TextFieldProps {
  place: number[];
  onWrite: (text: string) => void;
}

function TextField({ place, onWrite }: TextFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [x = 0, y = 0] = place;
  useEffect(() => field.current?.focus(), []);
  return (
    <textarea
      ref={field}
      rows={2}
      className={classes.writing}
      aria-label={t('room.textOnBoard')}
      style={{ left: `${Math.min(x, 0.7) * 100}%`, top: `${y * 100}%` }}
      onBlur={(event) => onWrite(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onWrite('');
        if (event.key === 'Enter' && !event.shiftKey) onWrite(event.currentTarget.value);
      }}
    />
  );
}

/** Where the pointer has been since the last event, as fractions of the board, with pressure. */
function pointsOf(event: Pointer): number[][] {
  const box = event.currentTarget.getBoundingClientRect();
  const all = event.nativeEvent.getCoalescedEvents?.() ?? [];
  return (all.length > 0 ? all : [event.nativeEvent]).map(({ clientX, clientY, pressure }) => [
    fraction(clientX - box.left, box.width),
    fraction(clientY - box.top, box.height),
    Math.round(pressure * 100) / 100,
  ]);
}

function fraction(part: number, whole: number): number {
  return Math.round((Math.max(0, Math.min(whole, part)) / whole) * 1e4) / 1e4;
}

function useWidth(canvas: React.RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!canvas.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(canvas.current);
    return () => observer.disconnect();
  }, [canvas]);
  return width;
}
