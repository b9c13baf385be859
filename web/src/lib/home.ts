/** The one call of a start page, and where what it answers is put, so that its parts need not ask for themselves. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import {
  accountsListStatusUpdatesQueryKey,
  gatewayHomeQueryKey,
  notificationsUnreadCountQueryKey,
} from '@/generated/@tanstack/react-query.gen';
import { gatewayHome } from '@/generated/sdk.gen';
import type { Home } from '@/generated/types.gen';

/** The operation's name, for what changes something that a start page shows. */
export const homeOperation = 'gatewayHome';

/** The posts of a start page; as many as the gateway puts into its answer. */
export const latestPosts = { feed: true, limit: 10 } as const;

/** Rooms become live without telling everybody. */
const refreshEvery = 60_000;

export function homeOptions(queryClient: QueryClient) {
  return queryOptions({
    queryKey: gatewayHomeQueryKey(),
    queryFn: async ({ signal }) => {
      const { data } = await gatewayHome({ signal });
      spread(queryClient, data);
      return data;
    },
    refetchInterval: refreshEvery,
  });
}

function spread(queryClient: QueryClient, { unread, feed }: Home): void {
  if (unread !== null) queryClient.setQueryData(notificationsUnreadCountQueryKey(), { unread });
  if (feed)
    queryClient.setQueryData(accountsListStatusUpdatesQueryKey({ query: latestPosts }), feed);
}
