/** Strokes that others are drawing at this moment: grown point by point, gone when the finished one has come. */
import type { BoardObject } from '../board/types';

const longest = 15_000;

export class LiveStrokes {
  private readonly strokes = new Map<string, { stroke: BoardObject; until: number }>();
  private readonly onChange: () => void;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** Takes the next points of a stroke; what is none is left out. */
  add(uid: number, d: Record<string, unknown>): void {
    const { id, page, points, color, width } = d as Partial<BoardObject>;
    if (!id || !page || !Array.isArray(points)) return;
    const before = this.strokes.get(id)?.stroke.points ?? [];
    const stroke: BoardObject = {
      id,
      uid,
      k: 'stroke',
      page,
      points: [...before, ...points],
      color: color ?? '#000000',
      width: width ?? 3,
    };
    this.strokes.set(id, { stroke, until: Date.now() + longest });
    this.onChange();
  }

  finish(id: string): void {
    this.strokes.delete(id);
  }

  clear(): void {
    this.strokes.clear();
  }

  on(page: string): BoardObject[] {
    const now = Date.now();
    return [...this.strokes.values()]
      .filter(({ stroke, until }) => stroke.page === page && until > now)
      .map(({ stroke }) => stroke);
  }
}
