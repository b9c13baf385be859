import { describe, expect, test } from 'vitest';
import { fromPcm16, loudness, toPcm16 } from './pcm';
import { Resampler } from './Resampler';

const tone = (hertz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, n) =>
    Math.sin((2 * Math.PI * hertz * n) / rate),
  );

/** How much of a frequency is in the samples: 1 for a tone of full height (Goertzel's sum, written out). */
function heightOf(hertz: number, samples: Float32Array, rate: number): number {
  let [re, im] = [0, 0];
  samples.forEach((sample, n) => {
    re += sample * Math.cos((2 * Math.PI * hertz * n) / rate);
    im += sample * Math.sin((2 * Math.PI * hertz * n) / rate);
  });
  return (2 * Math.hypot(re, im)) / samples.length;
}

function pieces(samples: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: Math.floor(samples.length / length) }, (_, n) =>
    samples.slice(n * length, (n + 1) * length),
  );
}

function joined(parts: Float32Array[]): Float32Array {
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

describe('16 bits', () => {
  test('are little-endian, from the lowest to the highest, and clipped', () => {
    const samples = new Float32Array([0, 1, -1, 2, -2, 0.5]);
    expect([...toPcm16(samples)]).toEqual([0, 0, 255, 127, 0, 128, 255, 127, 0, 128, 0, 64]);
  });

  test('come back as they went, within half a step', () => {
    const samples = tone(440, 16_000, 0.1);
    const back = fromPcm16(toPcm16(samples));
    expect(back).toHaveLength(samples.length);
    samples.forEach((sample, n) => {
      expect(Math.abs(sample - (back[n] ?? 9))).toBeLessThan(1 / 0xffff + 1e-6);
    });
  });

  test('are read from anywhere in a buffer, without an odd last byte', () => {
    const bytes = new Uint8Array([9, 0, 64, 1]).subarray(1);
    expect(fromPcm16(bytes)).toHaveLength(1);
    expect(fromPcm16(bytes)[0]).toBeCloseTo(0.5, 3);
  });
});

test('loudness is the root of the mean square', () => {
  expect(loudness(new Float32Array(10))).toBe(0);
  expect(loudness(tone(1_000, 48_000, 0.5))).toBeCloseTo(Math.SQRT1_2, 3);
  expect(loudness(new Float32Array())).toBe(0);
});

describe('another rate', () => {
  test.each([
    [48_000, 16_000, 960, 320],
    [16_000, 48_000, 320, 960],
    [44_100, 48_000, 441, 480],
  ])('%i to %i gives as much as the rates say, and keeps a tone', (from, to, length, expected) => {
    const resampler = new Resampler(from, to);
    const output = pieces(tone(1_000, from, 1), length).map((piece) => resampler.push(piece));
    expect(output.every((piece) => Math.abs(piece.length - expected) <= 1)).toBe(true);
    const whole = joined(output);
    expect(Math.abs(whole.length - to)).toBeLessThanOrEqual(1);
    expect(heightOf(1_000, whole.slice(to / 10, to / 10 + to / 2), to)).toBeCloseTo(1, 2);
  });

  test('it does not matter how the stream is cut', () => {
    const samples = tone(700, 48_000, 0.3);
    const whole = new Resampler(48_000, 16_000).push(samples);
    const cut = new Resampler(48_000, 16_000);
    const parts = [1, 7, 128, 500, 3_000].flatMap((length, n, lengths) => {
      const start = lengths.slice(0, n).reduce((sum, one) => sum + one, 0);
      return [cut.push(samples.slice(start, start + length))];
    });
    const both = joined(parts);
    expect(both.length).toBeGreaterThan(1_000);
    expect(both).toEqual(whole.slice(0, both.length));
  });

  test('what the lower rate cannot hold is left out, not folded', () => {
    const output = new Resampler(48_000, 16_000).push(tone(11_000, 48_000, 1));
    expect(loudness(output.slice(200))).toBeLessThan(0.01);
  });
});
