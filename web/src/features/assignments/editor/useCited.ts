/** Which item's source is shown, and the way back: what was pressed to see it gets the focus again. */
import { useRef, useState } from 'react';
import type { Cited } from './SourcePanel';

export function useCited() {
  const [cited, setCited] = useState<Cited | null>(null);
  const pressed = useRef<HTMLElement>(null);
  const show = (next: Cited) => {
    pressed.current = document.activeElement as HTMLElement | null;
    setCited(next);
  };
  const close = () => {
    setCited(null);
    pressed.current?.focus();
  };
  return { cited, show, close };
}
