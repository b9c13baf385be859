/** What is chosen on the board: dragged by the pointer, pushed by the arrow keys, or taken away. */
import { useState } from 'react';
import { touched } from '../board/hit';
import type { BoardObject } from '../board/types';
import type { LiveRoom } from '../state/LiveRoom';

type Point = readonly number[];

const step = 0.01;
const longStep = 0.05;
const directions: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Selection {
  ids: readonly string[];
  /** How far the chosen objects have been dragged and not let go of yet. */
  by: Point;
  choose: (ids: readonly string[]) => void;
  begin: (point: Point, isMore: boolean) => void;
  drag: (point: Point) => void;
  finish: () => void;
  cancel: () => void;
  push: (direction: string, isFar?: boolean) => boolean;
  erase: () => void;
}

export function useSelection(live: LiveRoom): Selection {
  const [chosen, choose] = useState<readonly string[]>([]);
  const [drag, setDrag] = useState<{ from: Point; by: Point } | null>(null);
  const there = new Set(live.objects().map(({ id }) => id));
  const ids = chosen.filter((id) => there.has(id));

  const begin = (point: Point, isMore: boolean) => {
    const id = touched(live.objects(), point)?.id;
    if (!id) return choose(isMore ? ids : []);
    if (!ids.includes(id)) choose(isMore ? [...ids, id] : [id]);
    setDrag({ from: point, by: [0, 0] });
  };
  const finish = () => {
    if (drag && (drag.by[0] || drag.by[1]) && ids.length > 0) {
      live.ask('move', { ids, by: drag.by });
    }
    setDrag(null);
  };
  const push = (direction: string, isFar = false) => {
    const by = directions[direction]?.map((part) => part * (isFar ? longStep : step));
    if (!by || ids.length === 0) return false;
    live.ask('move', { ids, by });
    return true;
  };
  const erase = () => {
    if (ids.length > 0) live.ask('erase', { ids });
    choose([]);
  };
  return {
    ids,
    by: drag?.by ?? [0, 0],
    choose,
    begin,
    drag: (point) => setDrag((now) => now && { ...now, by: difference(now.from, point) }),
    finish,
    cancel: () => setDrag(null),
    push,
    erase,
  };
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

function difference([x = 0, y = 0]: Point, [u = 0, v = 0]: Point): Point {
  return [rounded(u - x), rounded(v - y)];
}

/** The objects as they are seen while some of them are dragged. */
export function dragged(objects: readonly BoardObject[], { ids, by }: Selection): BoardObject[] {
  const [dx = 0, dy = 0] = by;
  if (!dx && !dy) return [...objects];
  return objects.map((object) =>
    ids.includes(object.id)
      ? { ...object, points: object.points.map(([x = 0, y = 0, ...p]) => [x + dx, y + dy, ...p]) }
      : object,
  );
}
