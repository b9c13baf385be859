/**
 * A PDF to read: pages below one another, drawn as they come near; page number, zoom, and a search through all of it,
 * or instead of that the words that are quoted from one page, marked.
 */
import { useElementSize } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Reveal } from '@/components/states/Reveal';
import { Bone } from '@/components/states/Skeletons';
import type { Pdf } from '@/lib/pdf/document';
import { firstFrom, type Match } from '@/lib/pdf/text';
import { PdfPage } from './PdfPage';
import classes from './PdfStage.module.css';
import { PdfToolbar } from './PdfToolbar';
import { Unreadable } from './Unreadable';
import { usePageNumber } from './usePageNumber';
import { usePdf } from './usePdf';
import { usePdfSearch } from './usePdfSearch';
import { useQuote } from './useQuote';
import { useViewerKeys } from './useViewerKeys';
import { useZoom } from './useZoom';

interface Props {
  url: string;
  title: string;
  /** Where to begin. */
  page: number;
  /** What is quoted from that page. With it there is no search: beside something else, that belongs to the browser. */
  quote?: string | undefined;
}

export default function PdfStage({ url, title, page, quote }: Props) {
  const { pdf, hasFailed } = usePdf(url);
  if (hasFailed) return <Unreadable />;
  if (!pdf) return <Opening />;
  return <Reader key={`${page} ${quote}`} pdf={pdf} title={title} page={page} quote={quote} />;
}

function Opening() {
  return (
    <div className={classes.waiting}>
      <Reveal>
        <Bone width={420} height={560} radius={4} />
      </Reveal>
    </div>
  );
}

interface ReaderProps extends Omit<Props, 'url'> {
  pdf: Pdf;
}

function Reader({ pdf, title, page: firstPage, quote }: ReaderProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const zoom = useZoom(width, pdf.size.width);
  const { page, goTo } = usePageNumber(scroller, pdf.pages, firstPage, width > 0);
  const [words, setWords] = useState('');
  const [index, setIndex] = useState(0);
  const start = (matches: readonly Match[]) => setIndex(firstFrom(matches, page));
  const found = usePdfSearch(pdf, words, start);
  const quoted = useQuote(pdf, firstPage, quote);
  const matches = quote === undefined ? found.matches : quoted;
  const current = matches[index];
  const currentPage = current?.page;
  useEffect(() => {
    if (currentPage) goTo(currentPage);
  }, [currentPage, goTo]);
  const step = useCallback(
    (by: number) => setIndex((now) => (now + by + matches.length) % Math.max(1, matches.length)),
    [matches.length],
  );
  const onKeyDown = useViewerKeys({ page, goTo, zoom });
  return (
    <div className={classes.stage}>
      <PdfToolbar
        page={page}
        pages={pdf.pages}
        onPage={goTo}
        zoom={zoom}
        search={
          quote === undefined
            ? {
                words,
                setWords,
                isSearching: found.isSearching,
                index,
                count: matches.length,
                step,
              }
            : undefined
        }
      />
      <section
        ref={scroller}
        className={classes.scroller}
        aria-label={t('viewer.pages', { title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        data-scroller
      >
        <div ref={measured} className={classes.pages}>
          {width > 0
            ? Array.from({ length: pdf.pages }, (_, at) => at + 1).map((number) => (
                <PdfPage
                  key={number}
                  pdf={pdf}
                  number={number}
                  scale={zoom.scale}
                  matches={matches.filter((match) => match.page === number)}
                  current={currentPage === number ? current : undefined}
                />
              ))
            : null}
        </div>
      </section>
    </div>
  );
}
