/**
 * Who is signed in, as this browser knows it: the token, shared by all tabs through localStorage, and
 * the request to sign in again over the page. It knows neither the API nor React components.
 */
import { useSyncExternalStore } from 'react';

const storageKey = 'lectern.token';

export type EndReason = 'signed-out' | 'expired' | 'blocked';

interface State {
  token: string | null;
  /** The token was accepted once: from then on a 401 asks to sign in again instead of leaving the page. */
  confirmed: boolean;
  signInRequested: boolean;
  endReason: EndReason | null;
}

let state: State = {
  token: localStorage.getItem(storageKey),
  confirmed: false,
  signInRequested: false,
  endReason: null,
};
let waiting: ((signedIn: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function update(changes: Partial<State>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener();
}

function settle(signedIn: boolean): void {
  const resolvers = waiting;
  waiting = [];
  for (const resolve of resolvers) resolve(signedIn);
}

export const session = {
  token: (): string | null => state.token,
  endReason: (): EndReason | null => state.endReason,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  start(token: string): void {
    localStorage.setItem(storageKey, token);
    update({ token, signInRequested: false, endReason: null });
    settle(true);
  },
  confirm(): void {
    if (!state.confirmed) update({ confirmed: true });
  },
  end(reason: EndReason): void {
    localStorage.removeItem(storageKey);
    update({ token: null, confirmed: false, signInRequested: false, endReason: reason });
    settle(false);
  },
  /** Resolves with whether the person signed in again; at once with false when nobody was signed in. */
  requestSignIn(): Promise<boolean> {
    if (!state.confirmed) return Promise.resolve(false);
    update({ signInRequested: true });
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  },
};

/** Follows sign-in and sign-out in other tabs of this browser; `onAdopted` runs when the token is another one now. */
export function followOtherTabs(onAdopted: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== storageKey) return;
    if (event.newValue === null) session.end('signed-out');
    else if (event.newValue !== state.token) {
      update({ token: event.newValue, signInRequested: false, endReason: null });
      settle(true);
      onAdopted();
    }
  };
  window.addEventListener('storage', onStorage);
  return () => window.removeEventListener('storage', onStorage);
}

export function useToken(): string | null {
  return useSyncExternalStore(session.subscribe, session.token);
}

export function useSignInRequested(): boolean {
  return useSyncExternalStore(session.subscribe, () => state.signInRequested);
}
