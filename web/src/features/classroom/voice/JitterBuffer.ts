/**
 * What has come of one voice and is not played yet: a ring of samples by their place in the voice. It waits for as
 * much as the unevenness of the arrivals asks for, plays a little faster or slower to stay there, fades around what
 * is missing, and leaves out what is too old. It knows no audio device and no clock: both are its caller's.
 */
import { Delays } from './Delays';
import { rate } from './wire';

const capacity = 1 << 16;
/** What waits longer than this is not played any more. */
const oldest = 0.4 * rate;
/** Samples over which the sound goes and comes around a gap. */
const fade = 120;
/** How much faster or slower it plays to come where it should be: hardly heard, and more where much is amiss. */
const haste = 0.01;
const hurry = 0.03;
const much = 0.06 * rate;
/** Less than this from the aim is good enough. */
const slack = 0.01 * rate;
const glance = 0.5 * rate;

export class JitterBuffer {
  /** How often the voice ran dry while it went on, and how many samples of it never came. */
  dried = 0;
  lost = 0;
  private readonly delays = new Delays();
  private readonly ring = new Float32Array(capacity).fill(Number.NaN);
  private read = 0;
  private end = 0;
  /** From places in the voice to those in the ring. */
  private offset = 0;
  private isOpen = false;
  private isWaiting = true;
  private isDry = false;
  private waited = 0;
  private gain = 0;
  /** What is left of the sound that a jump cut off. */
  private rest = 0;
  private last = 0;
  private speed = 1;
  private lowest = Number.POSITIVE_INFINITY;
  private glanced = 0;

  /** Samples that should wait, and those that do. */
  get target(): number {
    return this.delays.target;
  }

  get depth(): number {
    return this.end - this.read;
  }

  /** Samples of the voice from `position` have come, at `now`; `isAnew` after a pause of the speaker. */
  push(position: number, samples: Float32Array, now: number, isAnew = false): void {
    if (isAnew) this.delays.jumped();
    if (this.isElsewhere(position + this.offset, isAnew)) this.goOn(position);
    const at = position + this.offset;
    this.isOpen = true;
    this.delays.arrived(now - at, samples.length);
    if (this.isDry && at >= this.read) this.wet();
    if (this.isWaiting && this.read >= this.end) this.read = Math.max(this.read, at);
    this.write(at, samples);
    if (this.end - this.read > Math.max(oldest, 2 * samples.length)) {
      this.skipTo(this.end - this.delays.target);
    }
  }

  /** Fills `out` with what is to be heard next. */
  pull(out: Float32Array): void {
    if (this.isWaiting && !this.isReady(out.length)) {
      this.last = 0;
      out.fill(0);
      return;
    }
    this.isWaiting = false;
    for (let index = 0; index < out.length; index += 1) out[index] = this.next();
    if (this.isWaiting) return;
    this.lowest = Math.min(this.lowest, this.end - this.read);
    this.glanced += out.length;
    if (this.glanced >= glance) this.adapt();
  }

  private isReady(length: number): boolean {
    if (this.read >= this.end) return false;
    this.waited += length;
    return this.end - this.read >= this.delays.target || this.waited >= this.delays.target;
  }

  /** Short gaps are heard as silence, so that the voice keeps its time; over longer ones it goes on at once. */
  private isElsewhere(at: number, isAnew: boolean): boolean {
    if (!this.isOpen || at - this.end > oldest || at < this.read - capacity / 2) return true;
    return isAnew && at < this.end;
  }

  private goOn(position: number): void {
    this.offset = this.end - position;
    this.delays.jumped();
    this.isDry = false;
  }

  private wet(): void {
    this.dried += 1;
    this.isDry = false;
  }

  private write(from: number, samples: Float32Array): void {
    for (let index = Math.max(0, Math.ceil(this.read - from)); index < samples.length; index += 1) {
      this.ring[(from + index) % capacity] = samples[index] as number;
    }
    this.end = Math.max(this.end, from + samples.length);
  }

  private next(): number {
    if (this.isWaiting) return 0;
    const at = Math.floor(this.read);
    const here = this.ring[at % capacity] as number;
    const there = this.ring[(at + 1) % capacity] as number;
    const isMissing = Number.isNaN(here);
    if (isMissing) this.lost += 1;
    this.fadeBy(isMissing, Number.isNaN(this.ring[(at + fade) % capacity] as number));
    const between = Number.isNaN(there) ? here : here + (there - here) * (this.read - at);
    this.rest *= 0.98;
    this.last = (isMissing ? 0 : between * this.gain) + this.rest;
    this.advance(this.read + this.speed);
    return this.last;
  }

  /** The sound goes before a gap begins, and comes back after it. */
  private fadeBy(isMissing: boolean, isEnding: boolean): void {
    const step = (isEnding ? -1 : 1) / fade;
    this.gain = isMissing ? 0 : Math.min(1, Math.max(0, this.gain + step));
  }

  private advance(to: number): void {
    for (let at = Math.floor(this.read); at < Math.min(Math.floor(to), this.end); at += 1) {
      this.ring[at % capacity] = Number.NaN;
    }
    this.read = Math.min(to, this.end);
    if (this.read < this.end) return;
    this.isWaiting = true;
    this.isDry = true;
    this.waited = 0;
    this.gain = 0;
    this.speed = 1;
  }

  private skipTo(position: number): void {
    this.rest = this.last;
    this.gain = 0;
    this.advance(Math.floor(position));
    this.lowest = Number.POSITIVE_INFINITY;
  }

  /** Too much has been waiting all the time, or too little: play so that it becomes right. */
  private adapt(): void {
    const extra = this.lowest - (this.delays.target - this.delays.length);
    this.speed = speedFor(extra);
    if (this.speed === 1) this.read = Math.floor(this.read);
    this.lowest = Number.POSITIVE_INFINITY;
    this.glanced = 0;
  }
}

function speedFor(extra: number): number {
  if (extra > much) return 1 + hurry;
  if (extra > slack) return 1 + haste;
  return extra < -slack ? 1 - haste : 1;
}
