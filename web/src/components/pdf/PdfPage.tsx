/** One page of a PDF: its place at once; its picture and its words when it comes near. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Pdf, type Size, sizeOf } from '@/lib/pdf/document';
import type { Match } from '@/lib/pdf/text';
import { Marks } from './Marks';
import classes from './PdfPage.module.css';

const mostPixels = 2;

interface Props {
  pdf: Pdf;
  number: number;
  scale: number;
  matches: readonly Match[];
  current: Match | undefined;
}

export function PdfPage({ pdf, number, scale, matches, current }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(box);
  const [size, setSize] = useState(pdf.size);
  const style = {
    width: size.width * scale,
    height: size.height * scale,
    '--total-scale-factor': scale,
  } as React.CSSProperties;
  return (
    <article
      ref={box}
      className={classes.page}
      style={style}
      data-page={number}
      aria-label={t('viewer.pageNumber', { number })}
    >
      {isNear ? (
        <Content
          pdf={pdf}
          number={number}
          scale={scale}
          matches={matches}
          current={current}
          onSize={setSize}
        />
      ) : null}
    </article>
  );
}

/** Whether an element is on the screen or less than a screen away from it. */
function useIsNear(box: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.at(-1)?.isIntersecting ?? false),
      { root: box.current.closest('[data-scroller]'), rootMargin: '100% 0px' },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return isNear;
}

interface ContentProps extends Props {
  onSize: (size: Size) => void;
}

function Content({ pdf, number, scale, matches, current, onSize }: ContentProps) {
  const picture = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [scraps, setScraps] = useState<readonly HTMLElement[]>([]);
  useEffect(() => {
    const drawing = new AbortController();
    const { signal } = drawing;
    const run = async () => {
      onSize(sizeOf(await pdf.page(number)));
      await drawPicture(pdf, number, scale, picture.current, signal);
      const divs = await layWords(pdf, number, scale, words.current, signal);
      if (!signal.aborted) setScraps(divs);
    };
    run().catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return () => drawing.abort();
  }, [pdf, number, scale, onSize]);
  return (
    <>
      <div ref={picture} className={classes.picture} aria-hidden="true" />
      <div ref={words} className={classes.words} />
      <Marks scraps={scraps} matches={matches} current={current} />
    </>
  );
}

/** Draws beside what is shown and exchanges both when it is done, so that nothing flickers while one zooms. */
async function drawPicture(
  pdf: Pdf,
  number: number,
  scale: number,
  holder: HTMLElement | null,
  signal: AbortSignal,
): Promise<void> {
  const page = await pdf.page(number);
  if (signal.aborted || !holder) return;
  const density = Math.min(mostPixels, window.devicePixelRatio || 1);
  const viewport = page.getViewport({ scale: scale * density });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => task.cancel());
  await task.promise;
  if (!signal.aborted) holder.replaceChildren(canvas);
}

/** Lays the words over the picture, to be read, selected and found. Returns one element for each scrap of text. */
async function layWords(
  pdf: Pdf,
  number: number,
  scale: number,
  container: HTMLElement | null,
  signal: AbortSignal,
): Promise<HTMLElement[]> {
  const page = await pdf.page(number);
  const textContentSource = await page.getTextContent();
  if (signal.aborted || !container) return [];
  container.replaceChildren();
  const viewport = page.getViewport({ scale });
  const layer = new pdf.library.TextLayer({ textContentSource, container, viewport });
  signal.addEventListener('abort', () => layer.cancel());
  await layer.render();
  return layer.textDivs;
}
