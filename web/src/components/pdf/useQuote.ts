/** Where a quotation stands on its page, once that has been read. */
import { useEffect, useState } from 'react';
import type { Pdf } from '@/lib/pdf/document';
import { findQuote } from '@/lib/pdf/quote';
import type { Match } from '@/lib/pdf/text';

const nothing: readonly Match[] = [];

export function useQuote(pdf: Pdf, page: number, quote: string | undefined): readonly Match[] {
  const [matches, setMatches] = useState(nothing);
  useEffect(() => {
    let isWanted = Boolean(quote) && page <= pdf.pages;
    if (!isWanted) return;
    pdf.text(page).then(
      (text) => isWanted && setMatches(findQuote(text, quote ?? '', page)),
      // A page that cannot be read has nothing to mark; the page itself says what is wrong.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [pdf, page, quote]);
  return matches;
}
