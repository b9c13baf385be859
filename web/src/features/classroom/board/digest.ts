/**
 * The hash of a board, bit for bit that of the server (services/classroom/classroom/domain/digest.py): FNV-1a with
 * 32 bits over UTF-8, http://www.isthe.com/chongo/tech/comp/fnv/.
 */
import type { Drawn } from './drawn';

const fnvOffset = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** Eight hexadecimal digits for lines of text. */
export function digestOf(lines: readonly string[]): string {
  let value = fnvOffset;
  for (const byte of new TextEncoder().encode(lines.join('\n'))) {
    value = Math.imul(value ^ byte, fnvPrime);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** The line of an object: where it was drawn and how far it was moved, apart. */
export function lineOf({ k, uid, d, dx, dy }: Drawn): string {
  const points = d.points.map((point) => point.map(whole).join(',')).join(';');
  const measures = [d.width, dx, dy].map(whole);
  const drawn = ['O', k, d.id, d.page, uid, d.color, ...measures, points];
  return [...drawn, d.fill ?? '', d.text ?? ''].join('\t');
}

/** Ten-thousandths, rounded by a formula that comes to the same digits in every language. */
function whole(number: number): string {
  return String(Math.floor(number * 10_000 + 0.5));
}
