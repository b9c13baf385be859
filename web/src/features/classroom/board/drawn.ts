/** One object of a board, with what happened to it since it was drawn. */
import type { BoardObject, ShapeData, ShapeKind } from './types';

export class Drawn {
  private shown?: BoardObject;

  /** `covers` counts the erasures that hide it; `dx`, `dy` are how far it was moved. */
  constructor(
    readonly k: ShapeKind,
    readonly uid: number,
    readonly d: ShapeData,
    public done = true,
    public covers = 0,
    public dx = 0,
    public dy = 0,
  ) {}

  get isVisible(): boolean {
    return this.done && this.covers === 0;
  }

  move(dx: number, dy: number): void {
    this.dx += dx;
    this.dy += dy;
    this.shown = undefined;
  }

  /** The object to draw: the same one until it is moved, so that what was made for it can be kept with it. */
  show(): BoardObject {
    this.shown ??= { ...this.d, k: this.k, uid: this.uid, points: this.moved() };
    return this.shown;
  }

  private moved(): number[][] {
    return this.d.points.map(([x = 0, y = 0, ...pressure]) => [
      x + this.dx,
      y + this.dy,
      ...pressure,
    ]);
  }
}
