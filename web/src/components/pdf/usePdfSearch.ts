/** Looks through a document page by page for as long as the same words are sought. */
import { useEffect, useState } from 'react';
import type { Pdf } from '@/lib/pdf/document';
import { findMatches, foldQuery, type Match } from '@/lib/pdf/text';

export interface Found {
  matches: readonly Match[];
  isSearching: boolean;
}

const nothing: Found = { matches: [], isSearching: false };

/** `onDone` is told the matches once all pages have been looked through. */
export function usePdfSearch(
  pdf: Pdf,
  words: string,
  onDone: (matches: readonly Match[]) => void,
): Found {
  const [found, setFound] = useState(nothing);
  const query = foldQuery(words);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new function to report to is no reason to search again
  useEffect(() => {
    setFound({ matches: [], isSearching: query !== '' });
    if (query === '') return;
    let isWanted = true;
    const run = async () => {
      const matches: Match[] = [];
      for (let page = 1; page <= pdf.pages && isWanted; page += 1) {
        matches.push(...findMatches(await pdf.text(page), query, page));
      }
      if (!isWanted) return;
      setFound({ matches, isSearching: false });
      onDone(matches);
    };
    // A page that cannot be read ends the search; the pages themselves say what is wrong.
    run().catch(() => isWanted && setFound(nothing));
    return () => {
      isWanted = false;
    };
  }, [pdf, query]);
  return found;
}
