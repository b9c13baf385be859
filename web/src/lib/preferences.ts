/**
 * What a person chose for this browser: language and single-key shortcuts. The colour scheme is kept by
 * Mantine under `schemeKey`; public/theme.js reads the same keys before the first paint.
 */
import { useSyncExternalStore } from 'react';

export const schemeKey = 'lectern.scheme';
export const languageKey = 'lectern.language';
const shortcutsKey = 'lectern.shortcuts';

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function singleKeysEnabled(): boolean {
  return localStorage.getItem(shortcutsKey) !== 'off';
}

export function setSingleKeys(enabled: boolean): void {
  localStorage.setItem(shortcutsKey, enabled ? 'on' : 'off');
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeysEnabled);
}
