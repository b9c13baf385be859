/**
 * Posts on their way: shown at once, kept with the reason when the server does not take them, until they are sent again
 * or thrown away. They outlive a reload of the tab. Each has a key that lets the server take it only once.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { accountsPostStatusUpdate } from '@/generated/sdk.gen';
import { useMe } from '@/lib/me';
import { randomKey } from '@/lib/randomKey';
import { addPost } from './changes';
import { feeds } from './feed';

export interface OutgoingPost {
  key: string;
  author: number;
  content: string;
  created_at: string;
  state: 'sending' | 'failed';
  error?: unknown;
}

const storageKey = 'lectern.feed.outbox';
const listeners = new Set<() => void>();
let posts: readonly OutgoingPost[] = restore();

/** What was on its way when the page was left has an unknown fate: it waits to be sent again, under its old key. */
function restore(): OutgoingPost[] {
  const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]') as OutgoingPost[];
  return kept.map((post) => ({ ...post, state: 'failed' }));
}

function set(next: readonly OutgoingPost[]): void {
  posts = next;
  sessionStorage.setItem(storageKey, JSON.stringify(next.map(({ error: _, ...post }) => post)));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function put(post: OutgoingPost): void {
  const rest = posts.filter(({ key }) => key !== post.key);
  set([post, ...rest]);
}

function remove(key: string): void {
  set(posts.filter((post) => post.key !== key));
}

async function send(queryClient: QueryClient, post: OutgoingPost): Promise<void> {
  put({ ...post, state: 'sending', error: undefined });
  try {
    const { data } = await accountsPostStatusUpdate({
      body: { content: post.content },
      headers: { 'Idempotency-Key': post.key },
    });
    addPost(queryClient, data);
    remove(post.key);
  } catch (error) {
    put({ ...post, state: 'failed', error });
  }
  await queryClient.invalidateQueries(feeds);
}

export function useOutbox() {
  const author = useMe().id;
  const queryClient = useQueryClient();
  const all = useSyncExternalStore(subscribe, () => posts);
  const own = useMemo(() => all.filter((post) => post.author === author), [all, author]);
  return {
    posts: own,
    post: (content: string) => {
      const created_at = new Date().toISOString();
      void send(queryClient, { key: randomKey(), author, content, created_at, state: 'sending' });
    },
    retry: (post: OutgoingPost) => void send(queryClient, post),
    discard: (post: OutgoingPost) => remove(post.key),
  };
}
