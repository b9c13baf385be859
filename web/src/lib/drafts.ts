/** What somebody began to write and has not sent: kept in this browser until it is, under a name of its own. */
import { useState } from 'react';

const prefix = 'lectern.draft.';

/** Like useState for a text that outlives the page; storage that is full or forbidden only costs the outliving. */
export function useDraft(name: string): [text: string, setText: (text: string) => void] {
  const key = prefix + name;
  const [text, setText] = useState(() => localStorage.getItem(key) ?? '');
  const change = (next: string) => {
    setText(next);
    keep(key, next);
  };
  return [text, change];
}

function keep(key: string, text: string): void {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // The text stays on the page.
  }
}
