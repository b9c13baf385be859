/** A voice over a network that is made up: late, reordered, doubled and lost packets, and clocks that differ. */
import { describe, expect, test } from 'vitest';
import { JitterBuffer } from './JitterBuffer';
import { loudness } from './pcm';

const ms = 48;
const packet = 20 * ms;
const quantum = 128;

interface Sent {
  position: number;
  /** When it arrives, in samples of the listener's clock. */
  at: number;
  isAnew?: boolean;
}

/** The sample at a place of the voice: recognisable, and never 0. */
const sampleAt = (position: number) => 0.5 + 0.4 * Math.sin(position / 50);
const spoken = (position: number) =>
  Float32Array.from({ length: packet }, (_, n) => sampleAt(position + n));

/** Numbers from 0 to 1 that are the same each time (Park and Miller's generator). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Packets that leave every 20 ms, each late by what `delay` says. */
function talk(count: number, delay: (n: number) => number = () => 0): Sent[] {
  return Array.from({ length: count }, (_, n) => ({
    position: n * packet,
    at: (n + 1) * packet + delay(n),
  }));
}

function play(sent: Sent[], buffer = new JitterBuffer(), length?: number) {
  const waiting = [...sent].sort((a, b) => a.at - b.at);
  const total = length ?? Math.max(...sent.map(({ at }) => at)) + 500 * ms;
  const heard = new Float32Array(Math.ceil(total / quantum) * quantum);
  const depths: number[] = [];
  for (let now = 0; now < heard.length; now += quantum) {
    while (waiting[0] && waiting[0].at <= now) {
      const { position, isAnew } = waiting.shift() as Sent;
      buffer.push(position, spoken(position), now, isAnew);
    }
    buffer.pull(heard.subarray(now, now + quantum));
    depths.push(buffer.depth);
  }
  return { heard, buffer, depths };
}

const silent = (heard: Float32Array) => heard.filter((sample) => sample === 0).length;
const firstOf = (heard: Float32Array) => heard.findIndex((sample) => sample !== 0);
const lastOf = (heard: Float32Array) => heard.findLastIndex((sample) => sample !== 0);
/** How long it was quiet within what was heard. */
const gapsIn = (heard: Float32Array) => silent(heard.slice(firstOf(heard), lastOf(heard) + 1));
/** The largest step from one sample to the next: a click is one. */
const steepest = (heard: Float32Array) =>
  heard.reduce((most, sample, n) => Math.max(most, Math.abs(sample - (heard[n - 1] ?? 0))), 0);

describe('an even network', () => {
  const { heard, buffer } = play(talk(100));

  test('plays all of the voice, in its order, unchanged but for the ends', () => {
    const start = firstOf(heard);
    const middle = heard.slice(start + 480, start + 480 + 90 * packet);
    const voice = Float32Array.from({ length: middle.length }, (_, n) => sampleAt(n + 480 - 1));
    const wrong = middle.filter((sample, n) => Math.abs(sample - (voice[n] ?? 9)) > 0.01).length;
    expect(wrong).toBe(0);
    expect(gapsIn(heard)).toBe(0);
    expect(buffer.dried).toBe(0);
    expect(buffer.lost).toBe(0);
  });

  test('waits for 60 ms first, and no more', () => {
    expect(firstOf(heard)).toBeGreaterThanOrEqual(60 * ms);
    expect(firstOf(heard)).toBeLessThan(60 * ms + 2 * packet);
    expect(buffer.target).toBe(60 * ms);
  });

  test('never clicks', () => {
    expect(steepest(heard)).toBeLessThan(0.05);
  });
});

test('a word that is shorter than the wait is heard, too', () => {
  const { heard } = play(talk(1));
  expect(loudness(heard)).toBeGreaterThan(0);
});

test('nothing is heard of nothing', () => {
  const out = new Float32Array(quantum).fill(9);
  new JitterBuffer().pull(out);
  expect(silent(out)).toBe(quantum);
});

describe('a network with faults', () => {
  test.each([1, 2, 3, 4, 5])('uneven arrivals soon make no gaps (%i)', (seed) => {
    const random = chance(seed * 7_919);
    const { heard, buffer } = play(talk(1_000, () => random() * 120 * ms));
    expect(buffer.target).toBeGreaterThan(100 * ms);
    expect(buffer.target).toBeLessThanOrEqual(300 * ms);
    expect(gapsIn(heard.slice(500 * packet))).toBeLessThan(0.02 * heard.length);
  });

  test.each([11, 12, 13])('doubled and reordered packets change nothing (%i)', (seed) => {
    const random = chance(seed * 104_729);
    const plain = talk(200, () => random() * 25 * ms);
    const doubled = plain.flatMap((one) => [one, { ...one, at: one.at + random() * 200 * ms }]);
    const { heard } = play(doubled);
    expect(gapsIn(heard)).toBe(0);
    expect(steepest(heard)).toBeLessThan(0.1);
  });

  test.each([21, 22, 23])(
    'what is lost is quiet for as long as it was, and without clicks (%i)',
    (seed) => {
      const random = chance(seed * 1_299_709);
      const kept = talk(300).filter((_, n) => n < 5 || n > 290 || random() > 0.1);
      const missing = (300 - kept.length) * packet;
      const { heard, buffer } = play(kept);
      expect(missing).toBeGreaterThan(0);
      expect(Math.abs(buffer.lost - missing)).toBeLessThan(0.05 * missing);
      expect(Math.abs(gapsIn(heard) - missing)).toBeLessThan(0.1 * missing);
      expect(steepest(heard)).toBeLessThan(0.1);
    },
  );

  test('after a standstill the voice goes on, at most 400 ms behind', () => {
    const stalled = talk(300, (n) => (n >= 100 && n < 140 ? (140 - n) * packet : 0));
    const { heard, buffer, depths } = play(stalled);
    expect(buffer.dried).toBe(1);
    expect(Math.max(...depths)).toBeLessThanOrEqual(400 * ms);
    expect(gapsIn(heard.slice(200 * packet))).toBe(0);
  });

  test('what came late is caught up with little by little', () => {
    const { depths } = play(talk(3_000, (n) => (n >= 100 && n < 110 ? (110 - n) * packet : 0)));
    const [before, after, later] = [80, 200, 2_900].map((n) => depths[(n * packet) / quantum] ?? 0);
    expect(after).toBeGreaterThan((before ?? 0) + 80 * ms);
    expect(later).toBeLessThan((before ?? 0) + 30 * ms);
  });

  test('a packet of long ago is left out', () => {
    const late = { position: 50 * packet, at: 90 * packet };
    const { heard } = play([...talk(100), late]);
    expect(gapsIn(heard)).toBe(0);
  });
});

describe('clocks that differ', () => {
  test.each([-300e-6, 300e-6])(
    'a speaker who is off by %f is heard for minutes without gaps',
    (drift) => {
      const { heard, depths } = play(talk(6_000, (n) => -n * packet * drift));
      expect(gapsIn(heard)).toBeLessThan(50 * ms);
      const settled = depths.slice(depths.length / 2, -600 * ms);
      expect(Math.max(...settled)).toBeLessThan(150 * ms);
    },
  );
});

describe('pauses', () => {
  test('of the speaker are no losses: the voice begins anew', () => {
    const second = talk(50).map((one, n) => ({
      position: one.position + 1_000_000,
      at: one.at + 200 * packet,
      isAnew: n === 0,
    }));
    const { heard, buffer } = play([...talk(50), ...second]);
    expect(buffer.dried).toBe(0);
    expect(buffer.lost).toBe(0);
    expect(loudness(heard.slice(205 * packet, 240 * packet))).toBeGreaterThan(0.4);
  });

  test('that are short cut nothing off', () => {
    const second = talk(50).map(({ position, at }, n) => ({
      position,
      at: at + 50 * packet,
      isAnew: n === 0,
    }));
    const { heard } = play([...talk(50), ...second]);
    expect(gapsIn(heard)).toBeLessThan(2 * packet);
    expect(lastOf(heard) - firstOf(heard)).toBeGreaterThan(99 * packet);
  });

  test('that nobody told of are found by the place of what comes', () => {
    const other = talk(50).map(({ position, at }) => ({
      position: position + 48_000_000,
      at: at + 50 * packet,
    }));
    const { heard } = play([...talk(50), ...other]);
    expect(lastOf(heard) - firstOf(heard)).toBeGreaterThan(99 * packet);
  });

  test('in which packets were dropped do not make it wait for them', () => {
    const stopped = talk(100).filter((_, n) => n < 40 || n > 60);
    const { heard } = play(stopped);
    expect(lastOf(heard)).toBeLessThan(101 * packet + 200 * ms);
  });
});
