/** How many notifications are unread. The stream keeps it true; the query is only its first value. */
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { notificationsUnreadCountOptions } from '@/generated/@tanstack/react-query.gen';

export function useUnreadCount(): number {
  const options = notificationsUnreadCountOptions();
  return useQuery({ ...options, staleTime: 60_000 }).data?.unread ?? 0;
}

export function setUnreadCount(queryClient: QueryClient, change: (unread: number) => number): void {
  queryClient.setQueryData(notificationsUnreadCountOptions().queryKey, (count) =>
    count ? { unread: Math.max(0, change(count.unread)) } : count,
  );
}
