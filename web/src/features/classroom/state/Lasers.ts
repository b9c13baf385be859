/** Where people point with the laser: each until a moment after it was last moved. */
export interface Laser {
  uid: number;
  page: string;
  place: readonly [number, number];
}

const afterglow = 1_500;

export class Lasers {
  private readonly lasers = new Map<number, Laser>();
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>();
  private readonly onChange: () => void;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** Takes the last of the points; what is none is left out. */
  add(uid: number, { page, points }: Record<string, unknown>): void {
    const last: unknown = Array.isArray(points) ? points.at(-1) : undefined;
    if (typeof page !== 'string' || !Array.isArray(last)) return;
    this.lasers.set(uid, { uid, page, place: [Number(last[0]), Number(last[1])] });
    clearTimeout(this.timers.get(uid));
    this.timers.set(
      uid,
      setTimeout(() => this.fade(uid), afterglow),
    );
    this.onChange();
  }

  on(page: string): Laser[] {
    return [...this.lasers.values()].filter((laser) => laser.page === page);
  }

  clear(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.lasers.clear();
  }

  private fade(uid: number): void {
    this.lasers.delete(uid);
    this.onChange();
  }
}
