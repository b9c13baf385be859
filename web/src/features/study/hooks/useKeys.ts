/** Single keys for a page whose whole purpose is one card or question, unless somebody types or switched them off. */
import { useEffect, useRef } from 'react';
import { singleKeysEnabled } from '@/lib/preferences';

/** `act` says whether the key meant something to it. */
export function useKeys(act: (key: string) => boolean): void {
  const current = useRef(act);
  current.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey;
      if (!isPlain || event.defaultPrevented || !singleKeysEnabled()) return;
      if (isTaken(event) || document.querySelector('[role="dialog"]')) return;
      if (current.current(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Whether the focused element has a use for the key itself. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('textarea, select, input:not([type="radio"])')) return true;
  return (key === ' ' || key === 'Enter') && target.matches('button, a, input');
}
