/** The page that is being read, as far as it can be told from what is scrolled to. */
import { useCallback, useEffect, useRef, useState } from 'react';

type Scroller = React.RefObject<HTMLElement | null>;

/** By which somebody scrolls themselves: wheel, finger, scrollbar, keys. */
const ownMoves = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

const within = (pages: number, wanted: number) => Math.min(pages, Math.max(1, wanted));

export function usePageNumber(
  scroller: Scroller,
  pages: number,
  first: number,
  isLaidOut: boolean,
) {
  const [page, setPage] = useState(() => within(pages, first));
  /** The page that somebody was led to: the one being read until they go elsewhere themselves. */
  const led = useRef<number>(null);

  const goTo = useCallback(
    (wanted: number) => {
      const number = within(pages, wanted);
      const box = scroller.current;
      const target = box?.querySelector<HTMLElement>(`[data-page="${number}"]`);
      if (box && target) {
        box.scrollTo({ top: target.offsetTop - 8 });
        led.current = number;
      }
      setPage(number);
    },
    [scroller, pages],
  );

  useEffect(() => {
    if (isLaidOut && first > 1) goTo(first);
  }, [isLaidOut, first, goTo]);

  useEffect(() => {
    const box = scroller.current;
    if (!box || !isLaidOut) return;
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        setPage(led.current && isVisible(box, led.current) ? led.current : pageAt(box));
      });
    };
    // What else scrolls is ours: a mark that is brought into view, pages that find their size.
    const leave = () => {
      led.current = null;
    };
    box.addEventListener('scroll', look, { passive: true });
    for (const name of ownMoves) box.addEventListener(name, leave, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('scroll', look);
      for (const name of ownMoves) box.removeEventListener(name, leave);
    };
  }, [scroller, isLaidOut]);

  return { page, goTo };
}

function isVisible(box: HTMLElement, number: number): boolean {
  const page = box.querySelector<HTMLElement>(`[data-page="${number}"]`);
  if (!page) return false;
  const { offsetTop, offsetHeight } = page;
  return offsetTop < box.scrollTop + box.clientHeight && offsetTop + offsetHeight > box.scrollTop;
}

/**
 * The last page that begins above a line that moves from the top of what is visible to its bottom, as one scrolls from
 * the first page to the last: so each of both can be reached, however short it is.
 */
function pageAt(box: HTMLElement): number {
  const progress = box.scrollTop / Math.max(1, box.scrollHeight - box.clientHeight);
  const line = box.scrollTop + box.clientHeight * progress;
  const pages = [...box.querySelectorAll<HTMLElement>('[data-page]')];
  const before = pages.filter(({ offsetTop }) => offsetTop <= line);
  return Math.max(1, before.length);
}
