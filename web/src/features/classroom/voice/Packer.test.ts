import { expect, test } from 'vitest';
import type { Packet } from './encoding';
import { Packer } from './Packer';
import { kinds, unpack, type VoiceFrame } from './wire';

function packer(count = 2) {
  const frames: (VoiceFrame | null)[] = [];
  const way = { isOpen: true, count };
  const made = new Packer({
    send: (frame) => {
      if (way.isOpen) frames.push(unpack(frame.buffer));
      return way.isOpen;
    },
    count: () => way.count,
  });
  return { packer: made, frames, way };
}

const packet = (n: number, change: Partial<Packet> = {}): Packet => ({
  kind: kinds.opus,
  bytes: new Uint8Array([n]),
  position: n * 960,
  isAnew: n === 0,
  ...change,
});

test('in a small room every packet leaves at once, counted, the first one marked', () => {
  const { packer: small, frames } = packer();
  for (const n of [0, 1, 2]) small.add(packet(n));
  expect(frames.map((frame) => frame?.number)).toEqual([0, 1, 2]);
  expect(frames.map((frame) => frame?.position)).toEqual([0, 960, 1_920]);
  expect(frames.map((frame) => frame?.isAnew)).toEqual([true, false, false]);
});

test('where more than 200 listen three packets share a frame, and the last ones do not wait', () => {
  const { packer: large, frames } = packer(201);
  for (const n of [0, 1, 2, 3]) large.add(packet(n));
  expect(frames.map((frame) => frame?.packets.length)).toEqual([3]);
  large.flush();
  large.flush();
  expect(frames.map((frame) => frame?.packets.length)).toEqual([3, 1]);
  expect(frames[1]?.position).toBe(3 * 960);
});

test('what begins anew, or is of another kind, does not share a frame with what was before', () => {
  const { packer: large, frames } = packer(500);
  large.add(packet(1));
  large.add(packet(50, { isAnew: true }));
  large.add(packet(51, { kind: kinds.pcm, bytes: new Uint8Array(2) }));
  large.flush();
  expect(frames.map((frame) => frame?.position)).toEqual([960, 48_000, 48_960]);
  expect(frames.map((frame) => frame?.kind)).toEqual([kinds.opus, kinds.opus, kinds.pcm]);
});

test('what does not leave is dropped, not counted, and what comes after it is marked', () => {
  const { packer: small, frames, way } = packer();
  small.add(packet(0));
  way.isOpen = false;
  for (const n of [1, 2, 3]) small.add(packet(n));
  way.isOpen = true;
  for (const n of [4, 5]) small.add(packet(n));
  expect(frames.map((frame) => frame?.number)).toEqual([0, 1, 2]);
  expect(frames.map((frame) => frame?.position)).toEqual([0, 4 * 960, 5 * 960]);
  expect(frames.map((frame) => frame?.isAnew)).toEqual([true, true, false]);
});
