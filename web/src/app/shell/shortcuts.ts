/** The keys that work everywhere: Ctrl/⌘K, and single keys where nobody is typing and they are not switched off. */
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { singleKeysEnabled } from '@/lib/preferences';
import { isInDialog, isTyping } from '@/lib/typing';
import { destinations } from './destinations';
import type { Overlay } from './Shell';

const sequencePause = 900;

/** The search box of the page, if it has one. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [data-page-search]');
  field?.focus();
  return field !== null;
}

export function useShortcuts(open: (overlay: Overlay) => void): void {
  const router = useRouter();
  useEffect(() => {
    let lastKey = '';
    let lastTime = 0;

    const act = (key: string, time: number): boolean => {
      const sequence = time - lastTime < sequencePause ? `${lastKey} ${key}` : key;
      lastKey = key;
      lastTime = time;
      const destination = destinations.find(({ keys }) => keys === sequence);
      if (destination) void router.navigate({ to: destination.to });
      else if (key === '?') open('help');
      else if (key === '/') focusSearch() || open('palette');
      else return false;
      return true;
    };

    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey;
      if (!isPlain || !singleKeysEnabled() || isTyping(event.target) || isInDialog()) return;
      if (act(event.key, event.timeStamp)) event.preventDefault();
    };

    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router, open]);
}
