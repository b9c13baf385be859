/**
 * Finding a quotation on its page. It is said there word for word, but not letter for letter: hyphens at the ends of
 * lines, quotation marks and spaces may differ, so only letters and digits are compared.
 */
import { foldQuery, type Match, type PageText } from './text';

const bare = (text: string) => text.replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Where a quotation stands; nothing when the page does not say it. */
export function findQuote({ text, places }: PageText, quote: string, page: number): Match[] {
  const kept = [...text.matchAll(/[\p{L}\p{N}]/gu)].flatMap(({ index, 0: character }) =>
    Array.from(character, (_, part) => index + part),
  );
  const wanted = bare(foldQuery(quote));
  const at = wanted === '' ? -1 : bare(text).indexOf(wanted);
  const start = places[kept[at] ?? -1];
  const last = places[kept[at + wanted.length - 1] ?? -1];
  if (at < 0 || !start || !last) return [];
  return [{ page, start, end: { ...last, offset: last.offset + 1 } }];
}
