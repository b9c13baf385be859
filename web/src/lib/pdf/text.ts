/**
 * Finding words in the text of a page, which a PDF keeps as a row of scraps. Case, accents and the kind and amount of
 * white space do not matter. Pure; knows nothing of PDF.js but the shape of a scrap.
 */

export interface Scrap {
  str: string;
  hasEOL: boolean;
}

/** A place in the text: the scrap, and how many characters into it. */
export interface Place {
  scrap: number;
  offset: number;
}

export interface Match {
  page: number;
  start: Place;
  /** Behind the last character. */
  end: Place;
}

/** A page's text as it is searched, and where each of its characters came from. */
export interface PageText {
  text: string;
  places: readonly Place[];
}

function plain(character: string): string {
  return character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

export function foldScraps(scraps: readonly Scrap[]): PageText {
  const places: Place[] = [];
  let text = '';
  const add = (folded: string, place: Place) => {
    const isSpace = folded.trim() === '';
    if (isSpace && (text === '' || text.endsWith(' '))) return;
    const added = isSpace ? ' ' : folded;
    for (let index = 0; index < added.length; index += 1) places.push(place);
    text += added;
  };
  scraps.forEach(({ str, hasEOL }, scrap) => {
    let offset = 0;
    for (const character of str) {
      add(plain(character), { scrap, offset });
      offset += character.length;
    }
    if (hasEOL) add(' ', { scrap, offset });
  });
  return { text, places };
}

export function foldQuery(query: string): string {
  return [...query].map(plain).join('').replaceAll(/\s+/g, ' ').trim();
}

/** `query` as `foldQuery` makes it; an empty one matches nothing. */
export function findMatches({ text, places }: PageText, query: string, page: number): Match[] {
  const matches: Match[] = [];
  if (query === '') return matches;
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
    const start = places[at];
    const last = places[at + query.length - 1];
    if (start && last) {
      matches.push({ page, start, end: { ...last, offset: last.offset + 1 } });
    }
  }
  return matches;
}

/** The match to begin with: the first that is not before the page being read, else the first of all. */
export function firstFrom(matches: readonly Match[], page: number): number {
  return Math.max(
    0,
    matches.findIndex((match) => match.page >= page),
  );
}
