/** The keys of the reader: pages by the arrows, zoom by plus and minus, the search by what a browser uses for it. */
import { useEffect } from 'react';
import type { Zoom } from './useZoom';

interface Options {
  page: number;
  goTo: (page: number) => void;
  zoom: Zoom;
}

export function useViewerKeys({ page, goTo, zoom }: Options): React.KeyboardEventHandler {
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
      const field = document.querySelector<HTMLInputElement>('main [data-page-search]');
      if (!field) return;
      // The browser's own search sees the pages that are drawn, and misses all others.
      event.preventDefault();
      field.focus();
      field.select();
    };
    window.addEventListener('keydown', focusSearch);
    return () => window.removeEventListener('keydown', focusSearch);
  }, []);
  const actions: Record<string, () => void> = {
    ArrowLeft: () => goTo(page - 1),
    ArrowRight: () => goTo(page + 1),
    '+': zoom.larger,
    '=': zoom.larger,
    '-': zoom.smaller,
    '0': zoom.fit,
  };
  return (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };
}
