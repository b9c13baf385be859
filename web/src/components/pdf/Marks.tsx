/** Marks what was found on a page, and brings the match one is at into view. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Match, Place } from '@/lib/pdf/text';
import classes from './PdfPage.module.css';

interface Mark {
  key: string;
  isCurrent: boolean;
  style: React.CSSProperties;
}

interface Props {
  scraps: readonly HTMLElement[];
  matches: readonly Match[];
  current: Match | undefined;
}

export function Marks({ scraps, matches, current }: Props) {
  const [marks, setMarks] = useState<readonly Mark[]>([]);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const page = box.current?.getBoundingClientRect();
    setMarks(
      page ? matches.flatMap((match) => marksOf(match, match === current, scraps, page)) : [],
    );
  }, [scraps, matches, current]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the marks have been put elsewhere
  useEffect(() => {
    const mark = box.current?.querySelector('[data-current]');
    if (mark) centre(mark);
  }, [marks]);
  return (
    <div
      ref={box}
      style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
      aria-hidden="true"
    >
      {marks.map(({ key, isCurrent, style }) => (
        <span
          key={key}
          className={classes.mark}
          data-current={isCurrent || undefined}
          style={style}
        />
      ))}
    </div>
  );
}

/** Scrolls the pages, and nothing around them, so that the mark stands in the middle. */
function centre(mark: Element): void {
  const scroller = mark.closest('[data-scroller]');
  const at = mark.getBoundingClientRect();
  const room = scroller?.getBoundingClientRect();
  if (!scroller || !room) return;
  const isAside = at.left < room.left || at.right > room.right;
  scroller.scrollBy({
    top: (at.top + at.bottom - room.top - room.bottom) / 2,
    left: isAside ? (at.left + at.right - room.left - room.right) / 2 : 0,
  });
}

function marksOf(
  match: Match,
  isCurrent: boolean,
  scraps: readonly HTMLElement[],
  page: DOMRect,
): Mark[] {
  const range = document.createRange();
  const start = nodeAt(scraps, match.start);
  const end = nodeAt(scraps, match.end);
  if (!start || !end) return [];
  range.setStart(start, Math.min(match.start.offset, start.length));
  range.setEnd(end, Math.min(match.end.offset, end.length));
  return [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .map((rect, index) => ({
      key: `${match.start.scrap}-${match.start.offset}-${index}`,
      isCurrent,
      style: {
        left: `${(100 * (rect.left - page.left)) / page.width}%`,
        top: `${(100 * (rect.top - page.top)) / page.height}%`,
        width: `${(100 * rect.width) / page.width}%`,
        height: `${(100 * rect.height) / page.height}%`,
      },
    }));
}

function nodeAt(scraps: readonly HTMLElement[], { scrap }: Place): Text | null {
  const node = scraps[scrap]?.firstChild;
  return node instanceof Text ? node : null;
}
