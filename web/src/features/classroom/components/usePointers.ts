/**
 * Tells apart what pointers on the board mean: one draws, two touch points pinch, and beside a pen every touch is the
 * hand that lies on the board, which at most pushes it. A touch as large as a hand means nothing.
 */
import { useRef } from 'react';
import { onBoard, pushed, type View, zoomed } from '../board/view';

export type Point = number[];
type Pointer = React.PointerEvent<HTMLElement>;
type Place = readonly [number, number];

/** Pixels: a contact that is wider is a palm's, and not a thumb's. */
const palm = 80;

interface Hand {
  begin: (point: Point, event: Pointer) => void;
  grow: (points: Point[]) => void;
  finish: () => void;
  cancel: () => void;
}

interface Options {
  view: View;
  onView: (change: (view: View) => View) => void;
  /** What a single pointer does: it draws, or pushes the board. */
  pushes: boolean;
  hand: Hand;
}

export function usePointers({ view, onView, pushes, hand }: Options) {
  const touches = useRef(new Map<number, Place>());
  const active = useRef<{ id: number; type: string; pushes: boolean; at: Place } | null>(null);
  const hasPen = useRef(false);

  const drop = () => {
    if (active.current && !active.current.pushes) hand.cancel();
    active.current = null;
  };

  const onPointerDown = (event: Pointer) => {
    const isTouch = event.pointerType === 'touch';
    if (isPalm(event)) return;
    if (isTouch) touches.current.set(event.pointerId, here(event));
    if (active.current && active.current.type !== 'touch') return;
    const isPinch = isTouch && touches.current.size > 1;
    // A second touch begins a pinch, and a pen wins over a touch that was there before it.
    if (isPinch || event.pointerType === 'pen') drop();
    if (isPinch || active.current || event.button > 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const isPush = pushes || event.button === 1 || (isTouch && hasPen.current);
    const { pointerId: id, pointerType: type } = event;
    active.current = { id, type, pushes: isPush, at: here(event) };
    const [first] = pointsOf(event, view);
    if (!isPush && first) hand.begin(first, event);
  };

  const onPointerMove = (event: Pointer) => {
    if (event.pointerType === 'pen') hasPen.current = true;
    const { pointerId } = event;
    const one = active.current;
    const now = here(event);
    const before = touches.current.get(pointerId);
    if (before) touches.current.set(pointerId, now);
    if (isPalm(event)) onPointerCancel(event);
    else if (one?.id === pointerId) {
      const { at } = one;
      one.at = now;
      if (!one.pushes) hand.grow(pointsOf(event, view));
      else onView((seen) => pushed(seen, [now[0] - at[0], now[1] - at[1]]));
    } else if (before && !one) {
      const [, other] = [...touches.current].find(([id]) => id !== pointerId) ?? [];
      if (other) onView((seen) => pinched(seen, before, now, other));
    }
  };

  const onPointerUp = (event: Pointer) => {
    touches.current.delete(event.pointerId);
    if (active.current?.id !== event.pointerId) return;
    if (!active.current.pushes) hand.finish();
    active.current = null;
  };

  const onPointerCancel = (event: Pointer) => {
    touches.current.delete(event.pointerId);
    if (active.current?.id === event.pointerId) drop();
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel };
}

/** A hand that comes down slowly begins as a finger does. */
function isPalm({ pointerType, width, height }: Pointer): boolean {
  return pointerType === 'touch' && Math.max(width, height) > palm;
}

/** One of two fingers has moved: larger as they part, pushed as their middle goes. */
function pinched(view: View, before: Place, now: Place, other: Place): View {
  const factor = distance(now, other) / Math.max(0.01, distance(before, other));
  const middle: Place = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
  const push: Place = [(now[0] - before[0]) / 2, (now[1] - before[1]) / 2];
  return pushed(zoomed(view, factor, middle), push);
}

const distance = ([x, y]: Place, [u, v]: Place) => Math.hypot(u - x, v - y);

/** As fractions of the section that is shown. */
export function placeOf(
  { clientX, clientY }: { clientX: number; clientY: number },
  box: DOMRect,
): Place {
  return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
}

const here = (event: Pointer) => placeOf(event, event.currentTarget.getBoundingClientRect());

/** Where the pointer has been since the last event, as fractions of the board, with pressure. */
function pointsOf(event: Pointer, view: View): Point[] {
  const box = event.currentTarget.getBoundingClientRect();
  const all = event.nativeEvent.getCoalescedEvents?.() ?? [];
  return (all.length > 0 ? all : [event.nativeEvent]).map((one) => {
    const [x, y] = onBoard(view, placeOf(one, box));
    return [fraction(x), fraction(y), Math.round(one.pressure * 100) / 100];
  });
}

function fraction(part: number): number {
  return Math.round(Math.max(0, Math.min(1, part)) * 1e4) / 1e4;
}
