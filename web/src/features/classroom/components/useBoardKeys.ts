/** The keys of the board: one for each tool, Ctrl/⌘ Z and Y, and `?` for the card that lists them. */
import { useEffect, useRef } from 'react';
import { singleKeysEnabled } from '@/lib/preferences';
import { isInDialog, isTyping } from '@/lib/typing';
import { type Tool, toolKeys, tools } from './tools';

interface Acts {
  mayDraw: boolean;
  onTool: (tool: Tool) => void;
  onUndo: () => void;
  onRedo: () => void;
  onHelp: () => void;
}

export function useBoardKeys(acts: Acts): void {
  const now = useRef(acts);
  now.current = acts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || isInDialog() || event.altKey) return;
      const act = actOf(event, now.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function actOf(event: KeyboardEvent, acts: Acts): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (!acts.mayDraw) return;
    if (key === 'y' || (key === 'z' && event.shiftKey)) return acts.onRedo;
    return key === 'z' ? acts.onUndo : undefined;
  }
  if (!singleKeysEnabled()) return;
  if (key === '?') return acts.onHelp;
  const tool = acts.mayDraw ? tools.find((one) => toolKeys[one] === key) : undefined;
  return tool && (() => acts.onTool(tool));
}
