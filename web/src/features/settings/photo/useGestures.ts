/** Mouse, fingers, wheel and keys on the stage: drag to move, pinch or wheel to come closer, tap to centre. */
import { useEffect, useRef } from 'react';
import { centre, pan, type Size, type View, zoomAt } from './crop';

type Change = (change: (view: View) => View) => void;

interface Point {
  x: number;
  y: number;
}

/** Fingers tremble: less than this many pixels is a tap. */
const tapSize = 5;
const step = 0.04;
const zoomStep = 1.15;

const moves: Record<string, [right: number, down: number]> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
};

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

export function useGestures(picture: Size, change: Change) {
  const stage = useRef<HTMLDivElement>(null);
  const pointers = useRef(new Map<number, Point>());
  const travelled = useRef(0);

  /** Where on the stage, in shares of it. */
  const share = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = stage.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };

  const onPointerMove = (event: React.PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) return;
    const after = share(event);
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, after);
    travelled.current += Math.hypot(event.movementX, event.movementY);
    if (other) change((view) => pinch(picture, view, [before, other], [after, other]));
    else change((view) => pan(picture, view, after.x - before.x, after.y - before.y));
  };

  const onPointerUp = (event: React.PointerEvent) => {
    const wasTap = pointers.current.size === 1 && travelled.current < tapSize;
    pointers.current.delete(event.pointerId);
    if (!wasTap) return;
    const { x, y } = share(event);
    change((view) => centre(picture, view, x, y));
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const move = moves[event.key];
    const factor = { '+': zoomStep, '=': zoomStep, '-': 1 / zoomStep }[event.key];
    if (move) change((view) => pan(picture, view, ...move));
    else if (factor) change((view) => zoomAt(picture, view, factor));
    else return;
    event.preventDefault();
  };

  useWheel(stage, (event) => {
    const { x, y } = share(event);
    change((view) => zoomAt(picture, view, Math.exp(-event.deltaY / 400), x, y));
  });

  return {
    ref: stage,
    onPointerDown: (event: React.PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      if (pointers.current.size === 0) travelled.current = 0;
      pointers.current.set(event.pointerId, share(event));
    },
    onPointerMove,
    onPointerUp,
    onPointerCancel: (event: React.PointerEvent) => pointers.current.delete(event.pointerId),
    onKeyDown,
  };
}

type Pair = [moved: Point, still: Point];

function pinch(picture: Size, view: View, before: Pair, after: Pair): View {
  const from = middle(...before);
  const to = middle(...after);
  const closer = zoomAt(picture, view, distance(...after) / distance(...before), from.x, from.y);
  return pan(picture, closer, to.x - from.x, to.y - from.y);
}

/** React listens to the wheel passively: the page would scroll along. */
function useWheel(
  ref: React.RefObject<HTMLElement | null>,
  zoom: (event: WheelEvent) => void,
): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = ref.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event);
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [ref]);
}
