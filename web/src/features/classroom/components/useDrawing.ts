/** Turns what a pointer does on the board into objects: begun, grown and finished, live for the others meanwhile. */
import { useRef, useState } from 'react';
import { touched } from '../board/hit';
import type { BoardObject } from '../board/types';
import type { LiveRoom } from '../state/LiveRoom';

export const tools = ['pen', 'line', 'rect', 'ellipse', 'text', 'eraser'] as const;
export type Tool = (typeof tools)[number];

export interface Ink {
  tool: Tool;
  color: string;
  width: number;
}

const passEvery = 50;
const mostPassed = 64;
const mostPoints = 2000;
const smallestText = 8;
const textStep = 7;

type Point = number[];

export function useDrawing(live: LiveRoom, page: string, ink: Ink) {
  const [drawing, setDrawing] = useState<BoardObject | null>(null);
  const [writing, setWriting] = useState<Point | null>(null);
  const current = useRef<BoardObject | null>(null);
  const passed = useRef({ count: 0, at: 0 });
  const { color, width } = ink;

  const show = (object: BoardObject | null) => {
    current.current = object;
    setDrawing(object);
  };

  const erase = (point: Point) => {
    const object = touched(live.objects(), point);
    if (object) live.ask('erase', { ids: [object.id] });
  };

  const begin = (point: Point) => {
    if (ink.tool === 'text') setWriting(point);
    else if (ink.tool === 'eraser') erase(point);
    else {
      const k = ink.tool === 'pen' ? 'stroke' : ink.tool;
      const points = k === 'stroke' ? [point] : [point, point];
      passed.current = { count: 0, at: 0 };
      show({ id: crypto.randomUUID(), uid: 0, k, page, points, color, width });
    }
  };

  /** Lets the others see a stroke grow, some of it at a time. */
  const pass = (object: BoardObject) => {
    const { count, at } = passed.current;
    if (object.k !== 'stroke' || Date.now() - at < passEvery) return;
    const points = object.points.slice(count, count + mostPassed);
    passed.current = { count: count + points.length, at: Date.now() };
    live.showPoints({ id: object.id, page, points, color, width });
  };

  const grow = (points: Point[]) => {
    const last = points.at(-1);
    if (!last) return;
    if (ink.tool === 'eraser') return erase(last);
    const object = current.current;
    if (!object) return;
    const [first = last] = object.points;
    const grown = object.k === 'stroke' ? [...object.points, ...points] : [first, last];
    const next = { ...object, points: grown.slice(0, mostPoints) };
    show(next);
    pass(next);
  };

  const finish = () => {
    const object = current.current;
    show(null);
    if (object) live.draw(object);
  };

  const write = (text: string) => {
    if (writing && text.trim()) {
      const size = smallestText + width * textStep;
      const id = crypto.randomUUID();
      live.draw({ id, uid: 0, k: 'text', page, points: [writing], color, width: size, text });
    }
    setWriting(null);
  };

  return { drawing, writing, begin, grow, finish, cancel: () => show(null), write };
}
