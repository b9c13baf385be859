/** What a board consists of, and how it is made from the snapshot that a room sends. */
import { Drawn } from './drawn';
import type { Action, SnapItem } from './types';

export const firstPage = '1';

/** What one person has done, and what of it they have undone; the latest last. */
export interface History {
  done: Action[];
  undone: Action[];
}

/** `pages` maps a page's id to its background; `objects` goes from the lowest to the highest. */
export interface State {
  page: string;
  pages: Map<string, string | null>;
  objects: Map<string, Drawn>;
  histories: Map<number, History>;
}

export function emptyState(): State {
  return {
    page: firstPage,
    pages: new Map([[firstPage, null]]),
    objects: new Map(),
    histories: new Map(),
  };
}

/** The history of a person, begun if there is none. */
export function historyOf(state: State, uid: number): History {
  const known = state.histories.get(uid);
  if (known) return known;
  const begun: History = { done: [], undone: [] };
  state.histories.set(uid, begun);
  return begun;
}

/** The state that the server's `dump` was given. */
export function loadedState(items: readonly SnapItem[]): State {
  const state = emptyState();
  state.pages.clear();
  let last: Action | undefined;
  for (const item of items) {
    if (item.t === 'action') {
      last = { what: item.what, ids: [...item.ids], by: item.by };
      historyOf(state, item.uid)[item.stack].push(last);
    } else if (item.t === 'ids') {
      last?.ids.push(...item.ids);
    } else {
      place(state, item);
    }
  }
  return state;
}

function place(state: State, item: Exclude<SnapItem, { t: 'action' | 'ids' }>): void {
  if (item.t === 'board') {
    state.page = item.page;
  } else if (item.t === 'page') {
    state.pages.set(item.id, item.background);
  } else {
    const { k, uid, d, done, covers, by } = item;
    state.objects.set(d.id, new Drawn(k, uid, d, done, covers, by[0], by[1]));
  }
}
