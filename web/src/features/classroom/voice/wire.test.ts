/** The frames that the server wrote down for other languages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pack, unpack } from './wire';

interface Valid {
  name: string;
  kind: number;
  flags: number;
  stream: number;
  epoch: number;
  number: number;
  position: number;
  packets: string[];
  hex: string;
}

interface Vectors {
  valid: Valid[];
  stamped: { name: string; stamped: string; stream: number; epoch: number }[];
  invalid: { name: string; hex: string }[];
}

const file = join(import.meta.dirname, '../../../../../services/classroom/audio-vectors.json');
const { valid, stamped, invalid } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test.each(valid)('is read: $name', ({ hex, flags, packets, name: _, ...fields }) => {
  const frame = unpack(bytesOf(hex).buffer);
  expect(frame?.packets.map(hexOf)).toEqual(packets);
  expect(frame?.isAnew).toBe(flags % 2 === 1);
  const { kind, stream, epoch, number, position } = fields;
  expect(frame).toMatchObject({ kind, stream, epoch, number, position });
});

test.each(valid.filter(({ flags }) => flags < 2))('is written: $name', ({ hex }) => {
  const frame = unpack(bytesOf(hex).buffer);
  expect(frame && hexOf(pack(frame))).toBe(hex);
});

test.each(stamped)('shows whose it is: $name', (vector) => {
  const { stream, epoch } = vector;
  const frame = unpack(bytesOf(vector.stamped).buffer);
  expect(frame).toMatchObject({ stream, epoch: epoch % 0x10000 });
});

test.each(invalid)('is no frame: $name', ({ hex }) => {
  expect(unpack(bytesOf(hex).buffer)).toBeNull();
});
