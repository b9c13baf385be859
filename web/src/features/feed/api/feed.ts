/** The feed by cursor: posts of the reader and of those they share a course with, or only the reader's own. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { accountsListStatusUpdatesOptions } from '@/generated/@tanstack/react-query.gen';
import { accountsListStatusUpdates } from '@/generated/sdk.gen';
import { listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';
import { latestPosts } from '@/lib/home';

export interface FeedFilters {
  show?: 'own' | undefined;
}

const operation = 'accountsListStatusUpdates';
const pageSize = 20;

export const feeds = byOperation(operation);

export function feedOptions({ show }: FeedFilters = {}) {
  const query = show === 'own' ? {} : { feed: true };
  return listOptions(operation, query, (cursor, signal) =>
    accountsListStatusUpdates({
      query: { ...query, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );
}

export function useFeed(filters: FeedFilters) {
  return useInfiniteQuery(feedOptions(filters));
}

/** The newest few, for a dashboard. */
export function useLatestPosts() {
  return useQuery(accountsListStatusUpdatesOptions({ query: latestPosts }));
}
