/** The page that is being read, as far as it can be told from what is scrolled to. */
import { useCallback, useEffect, useState } from 'react';

type Scroller = React.RefObject<HTMLElement | null>;

export function usePageNumber(
  scroller: Scroller,
  pages: number,
  first: number,
  isLaidOut: boolean,
) {
  const [page, setPage] = useState(1);

  const goTo = useCallback(
    (wanted: number) => {
      const number = Math.min(pages, Math.max(1, wanted));
      const box = scroller.current;
      const target = box?.querySelector<HTMLElement>(`[data-page="${number}"]`);
      if (box && target) box.scrollTo({ top: target.offsetTop - 8 });
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
      frame = requestAnimationFrame(() => setPage(pageAt(box)));
    };
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('scroll', look);
    };
  }, [scroller, isLaidOut]);

  return { page, goTo };
}

/** The last page that begins above the upper third of what is visible. */
function pageAt(box: HTMLElement): number {
  const line = box.scrollTop + box.clientHeight / 3;
  const pages = [...box.querySelectorAll<HTMLElement>('[data-page]')];
  const before = pages.filter(({ offsetTop }) => offsetTop <= line);
  return Math.max(1, before.length);
}
