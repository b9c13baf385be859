/** The present, to the minute: one timer for everything on the page that shows an age. */
import { useSyncExternalStore } from 'react';

const tick = 60_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function refresh(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    now = Date.now();
    timer = setInterval(refresh, tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => now);
}
