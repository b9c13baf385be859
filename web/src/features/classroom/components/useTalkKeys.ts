/** The keys of the voice: M for the microphone, and Space to talk while nothing else wants it. */
import { useEffect } from 'react';
import { singleKeysEnabled } from '@/lib/preferences';
import { isInDialog, isTyping } from '@/lib/typing';
import type { LiveVoice } from '../state/LiveVoice';

const pressed = 'a, button, summary, [role="menuitem"], [role="slider"]';

export function useTalkKeys(voice: LiveVoice, maySpeak: boolean): void {
  useEffect(() => {
    if (!maySpeak) return;
    let isHeld = false;
    const letGo = () => {
      if (isHeld) void voice.hold(false);
      isHeld = false;
    };
    const onDown = (event: KeyboardEvent) => {
      if (isElsewhere(event)) return;
      if (event.code === 'Space' && !isPressed(event.target)) {
        event.preventDefault();
        if (!event.repeat) void voice.hold(true);
        isHeld = true;
      } else if (event.key.toLowerCase() === 'm' && !event.repeat) {
        void voice.switchOn(voice.snapshot().mic !== 'on');
      }
    };
    const onUp = ({ code }: KeyboardEvent) => {
      if (code === 'Space') letGo();
    };
    window.addEventListener('keydown', onDown);
    window.addEventListener('keyup', onUp);
    window.addEventListener('blur', letGo);
    return () => {
      letGo();
      window.removeEventListener('keydown', onDown);
      window.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', letGo);
    };
  }, [voice, maySpeak]);
}

function isElsewhere({ target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (altKey || ctrlKey || metaKey || !singleKeysEnabled()) return true;
  return isTyping(target) || isInDialog();
}

/** Where Space presses what has the focus. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(pressed) !== null;
}
