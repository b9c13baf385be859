/**
 * Strokes that others are drawing at this moment: grown point by point, gone when the finished one has come, or after a
 * while, since of one that is given up nobody tells.
 */
import type { BoardObject } from '../board/types';

const patience = 15_000;

interface Growing {
  stroke: BoardObject;
  timer: ReturnType<typeof setTimeout>;
}

export class LiveStrokes {
  private readonly strokes = new Map<string, Growing>();
  private readonly onChange: () => void;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** Takes the next points of a stroke; what is none is left out. */
  add(uid: number, d: Record<string, unknown>): void {
    const { id, page, points, color, width } = d as Partial<BoardObject>;
    if (!id || !page || !Array.isArray(points)) return;
    const before = this.strokes.get(id)?.stroke.points ?? [];
    this.finish(id);
    const stroke: BoardObject = {
      id,
      uid,
      k: 'stroke',
      page,
      points: [...before, ...points],
      color: color ?? '#000000',
      width: width ?? 3,
    };
    this.strokes.set(id, { stroke, timer: setTimeout(() => this.giveUp(id), patience) });
    this.onChange();
  }

  finish(id: string): void {
    clearTimeout(this.strokes.get(id)?.timer);
    this.strokes.delete(id);
  }

  clear(): void {
    for (const id of [...this.strokes.keys()]) this.finish(id);
  }

  on(page: string): BoardObject[] {
    return [...this.strokes.values()]
      .map(({ stroke }) => stroke)
      .filter((one) => one.page === page);
  }

  private giveUp(id: string): void {
    this.finish(id);
    this.onChange();
  }
}
