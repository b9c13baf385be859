/** Turns what a pointer does on the board into objects: begun, grown and finished, live for the others meanwhile. */
import { useRef, useState } from 'react';
import { randomKey } from '@/lib/randomKey';
import { touched } from '../board/hit';
import type { BoardObject } from '../board/types';
import type { LiveRoom } from '../state/LiveRoom';
import type { Ink } from './tools';

/** The server takes 30 of what passes in a second. */
const passEvery = 50;
const mostPassed = 64;
/** A touch may yet become a pinch or a palm: others see it grow from then on. */
const doubt = 150;
const mostPoints = 2000;
const smallestText = 8;
const textStep = 7;

type Point = number[];

export function useDrawing(live: LiveRoom, page: string, ink: Ink) {
  const [drawing, setDrawing] = useState<BoardObject | null>(null);
  const [writing, setWriting] = useState<Point | null>(null);
  const current = useRef<BoardObject | null>(null);
  const rubbing = useRef<Point | null>(null);
  const passed = useRef({ count: 0, at: 0 });
  const { color, width } = ink;

  const show = (object: BoardObject | null) => {
    current.current = object;
    setDrawing(object);
  };

  /** Not before the pointer moves or is lifted: it may be one of two fingers. */
  const erase = (next: Point | null) => {
    for (const place of [rubbing.current, next]) {
      const object = place && touched(live.objects(), place);
      if (object) live.ask('erase', { ids: [object.id] });
    }
    rubbing.current = null;
  };

  const point = (place: Point) => {
    if (Date.now() - passed.current.at < passEvery) return;
    passed.current = { count: 0, at: Date.now() };
    live.show('laser', { page, points: [place.slice(0, 2)] });
  };

  const begin = (place: Point, { pointerType }: { pointerType: string }) => {
    const { tool } = ink;
    if (tool === 'hand' || tool === 'select') return;
    if (tool === 'laser') point(place);
    else if (tool === 'text') setWriting(place);
    else if (tool === 'eraser') rubbing.current = place;
    else {
      const k = tool === 'pen' ? 'stroke' : tool;
      const points = k === 'stroke' ? [place] : [place, place];
      const at = pointerType === 'touch' ? Date.now() + doubt - passEvery : 0;
      passed.current = { count: 0, at };
      show({ id: randomKey(), uid: 0, k, page, points, color, width });
    }
  };

  /** Lets the others see a stroke grow, some of it at a time. */
  const pass = (object: BoardObject) => {
    const { count, at } = passed.current;
    if (object.k !== 'stroke' || Date.now() - at < passEvery) return;
    const points = object.points.slice(count, count + mostPassed);
    passed.current = { count: count + points.length, at: Date.now() };
    live.show('points', { id: object.id, page, points, color, width });
  };

  const grow = (points: Point[]) => {
    const last = points.at(-1);
    if (!last) return;
    if (ink.tool === 'eraser') return erase(last);
    if (ink.tool === 'laser') return point(last);
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
    erase(null);
    if (object) live.draw(object);
  };

  const cancel = () => {
    show(null);
    setWriting(null);
    rubbing.current = null;
  };

  const write = (text: string) => {
    if (writing && text.trim()) {
      const size = smallestText + width * textStep;
      const id = randomKey();
      live.draw({ id, uid: 0, k: 'text', page, points: [writing], color, width: size, text });
    }
    setWriting(null);
  };

  return { drawing, writing, begin, grow, finish, cancel, write };
}
