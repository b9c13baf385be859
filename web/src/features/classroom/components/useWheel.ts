/** The wheel over the board: with Ctrl it zooms, as touchpads do when fingers part; alone it pushes a board that is larger than its section. */
import { useEffect } from 'react';
import { pushed, type View, zoomed } from '../board/view';
import { placeOf } from './usePointers';

const slowness = 300;

export function useWheel(
  canvas: React.RefObject<HTMLElement | null>,
  { scale }: View,
  onView: (change: (view: View) => View) => void,
): void {
  const isZoomed = scale > 1;
  useEffect(() => {
    const { current } = canvas;
    const onWheel = (event: WheelEvent) => {
      if (!current || (!event.ctrlKey && !event.metaKey && !isZoomed)) return;
      event.preventDefault();
      const box = current.getBoundingClientRect();
      if (event.ctrlKey || event.metaKey) {
        const factor = Math.exp(-event.deltaY / slowness);
        onView((view) => zoomed(view, factor, placeOf(event, box)));
      } else {
        onView((view) => pushed(view, [-event.deltaX / box.width, -event.deltaY / box.height]));
      }
    };
    // React listens passively, and then the whole page would be zoomed.
    current?.addEventListener('wheel', onWheel, { passive: false });
    return () => current?.removeEventListener('wheel', onWheel);
  }, [canvas, isZoomed, onView]);
}
