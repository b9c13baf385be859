/** The page that is being read, as far as it can be told from what is scrolled to. */
import { useCallback, useEffect, useRef, useState } from 'react';

type Scroller = React.RefObject<HTMLElement | null>;

export function usePageNumber(
  scroller: Scroller,
  pages: number,
  first: number,
  isLaidOut: boolean,
) {
  const [page, setPage] = useState(1);
  /** Where somebody was led, and the page that is: true until they scroll elsewhere. */
  const led = useRef<{ top: number; page: number }>(null);

  const goTo = useCallback(
    (wanted: number) => {
      const number = Math.min(pages, Math.max(1, wanted));
      const box = scroller.current;
      const target = box?.querySelector<HTMLElement>(`[data-page="${number}"]`);
      if (box && target) {
        box.scrollTo({ top: target.offsetTop - 8 });
        led.current = { top: box.scrollTop, page: number };
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
        const isThere = led.current && Math.abs(led.current.top - box.scrollTop) < 2;
        setPage(isThere && led.current ? led.current.page : pageAt(box));
      });
    };
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('scroll', look);
    };
  }, [scroller, isLaidOut]);

  return { page, goTo };
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
