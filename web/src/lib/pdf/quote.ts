/**
 * Finding a quotation on its page. It is said there word for word, but not letter for letter: hyphens at the ends of
 * lines, quotation marks and spaces may differ, so only letters and digits are compared.
 */
import { foldQuery, type Match, type PageText } from './text';

const bare = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Letters that a part of a quotation has at least, to be taken for it. */
const least = 12;

/**
 * Where a quotation stands; nothing when the page does not say it. Of one that runs over the edge of its page only the
 * part on it is known here: PDF.js leaves out what is not seen.
 */
export function findQuote({ text, places }: PageText, quote: string, page: number): Match[] {
  const kept = [...text.matchAll(/[\p{L}\p{N}]/gu)].flatMap(({ index, 0: character }) =>
    Array.from(character, (_, part) => index + part),
  );
  const said = bare(text);
  const wanted = longestIn(said, bare(foldQuery(quote)));
  const at = wanted === '' ? -1 : said.indexOf(wanted);
  const start = places[kept[at] ?? -1];
  const last = places[kept[at + wanted.length - 1] ?? -1];
  if (at < 0 || !start || !last) return [];
  return [{ page, start, end: { ...last, offset: last.offset + 1 } }];
}

/** The whole of what is wanted if it is said, else the longer of its beginning and its end that are. */
function longestIn(said: string, wanted: string): string {
  if (said.includes(wanted)) return wanted;
  const head = wanted.slice(
    0,
    longest(wanted.length, (n) => said.includes(wanted.slice(0, n))),
  );
  const tail = wanted.slice(
    wanted.length - longest(wanted.length, (n) => said.includes(wanted.slice(wanted.length - n))),
  );
  const found = head.length >= tail.length ? head : tail;
  return found.length >= least ? found : '';
}

/** The largest number up to `most` for which something holds that holds for every smaller one. */
function longest(most: number, holds: (length: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
