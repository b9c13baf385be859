/** The short messages after an action. A store outside React, so that a mutation's callbacks can add one. */
import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  tone: 'good' | 'bad' | 'info';
  message: string;
  /** Where the message leads, if anywhere. */
  href?: string;
}

const lifetime = 6000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function showToast(tone: Toast['tone'], message: string, href?: string): void {
  const id = nextId++;
  set([...toasts.slice(-2), { id, tone, message, href }]);
  setTimeout(() => dismissToast(id), lifetime);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
