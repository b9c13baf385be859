/**
 * How unevenly the packets of a voice arrive, and how much of it should therefore wait before it is played: what 95
 * of a hundred packets need, and the length of one, between 60 and 300 ms. All in samples.
 */
import { rate } from './wire';

export const least = 0.06 * rate;
export const most = 0.3 * rate;

/** Packets that are looked back on: 5 s. The quickest one is sought among twice as many at most. */
const looked = 250;
const part = 0.95;
const between = 10;

export class Delays {
  target = least;
  /** The length of a packet. */
  length = 0;
  private readonly delays: number[] = [];
  private count = 0;
  private quickest = Number.POSITIVE_INFINITY;
  private quickestBefore = Number.POSITIVE_INFINITY;

  /** A packet has come `transit` after its place in the voice: only the differences between transits count. */
  arrived(transit: number, length: number): void {
    if (this.count % looked === 0) this.turn();
    this.quickest = Math.min(this.quickest, transit);
    this.delays[this.count % looked] = transit - Math.min(this.quickest, this.quickestBefore);
    this.length = length;
    this.count += 1;
    if (this.count % between === 0) this.aim();
  }

  /** The voice goes on at another place: transits before and after are not to be compared. */
  jumped(): void {
    this.quickest = Number.POSITIVE_INFINITY;
    this.quickestBefore = Number.POSITIVE_INFINITY;
  }

  /** Clocks drift: what was the quickest long ago is none any more. */
  private turn(): void {
    this.quickestBefore = this.quickest;
    this.quickest = Number.POSITIVE_INFINITY;
  }

  private aim(): void {
    const sorted = [...this.delays].sort((a, b) => a - b);
    const late = sorted[Math.ceil(part * sorted.length) - 1] ?? 0;
    this.target = Math.min(most, Math.max(least, late + this.length));
  }
}
