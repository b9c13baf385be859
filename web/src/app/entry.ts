/** The way in: where a signed-in person is led, and keeping those away from the sign-in who need none. */
import { redirect } from '@tanstack/react-router';
import { pagePath } from '@/lib/links';
import { session } from '@/lib/session';

export interface EntrySearch {
  next?: string | undefined;
}

export function readEntrySearch(search: Record<string, unknown>): EntrySearch {
  const next = typeof search.next === 'string' ? pagePath(search.next) : null;
  return next ? { next } : {};
}

export function onlySignedOut({ search }: { search: EntrySearch }): void {
  if (session.token()) throw redirect({ href: search.next ?? '/dashboard' });
}
