/** The reader's notifications, newest first, and what can be done with them: at once here, taken back if the server refuses. */
import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import {
  notificationsDeleteNotification,
  notificationsListNotifications,
  notificationsMarkAllRead,
  notificationsMarkRead,
} from '@/generated/sdk.gen';
import type { Notification } from '@/generated/types.gen';
import { changeItems, type ListData, listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';
import { setUnreadCount } from './unreadCount';

const list = 'notificationsListNotifications';
const mine = byOperation(list, 'notificationsUnreadCount');

export const notificationsOptions = () =>
  listOptions(list, {}, (cursor, signal) =>
    notificationsListNotifications({ query: { cursor, limit: 50 }, signal }),
  );

export function useNotifications() {
  return useInfiniteQuery(notificationsOptions());
}

type Change = (item: Notification) => Notification | null;

/** Changes the lists at once and returns what they were. */
async function changeLists(
  queryClient: QueryClient,
  change: Change,
  unread: (n: number) => number,
) {
  await queryClient.cancelQueries(mine);
  const before = queryClient.getQueriesData(mine);
  queryClient.setQueriesData<ListData<Notification>>(byOperation(list), (data) =>
    changeItems(data, change),
  );
  setUnreadCount(queryClient, unread);
  return { before };
}

interface OptimisticOptions<V> {
  send: (variables: V) => Promise<unknown>;
  change: (variables: V) => Change;
  unread: (variables: V) => (count: number) => number;
}

function useOptimistic<V>({ send, change, unread }: OptimisticOptions<V>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: (variables: V) => changeLists(queryClient, change(variables), unread(variables)),
    onError: (_error, _variables, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
    },
    onSettled: () => queryClient.invalidateQueries(mine),
  });
}

export function useMarkRead() {
  return useOptimistic<Notification>({
    send: ({ id }) => notificationsMarkRead({ path: { id } }),
    change:
      ({ id }) =>
      (item) =>
        item.id === id ? { ...item, is_read: true } : item,
    unread:
      ({ is_read }) =>
      (count) =>
        is_read ? count : count - 1,
  });
}

export function useMarkAllRead() {
  return useOptimistic<void>({
    send: () => notificationsMarkAllRead(),
    change: () => (item) => ({ ...item, is_read: true }),
    unread: () => () => 0,
  });
}

export function useDeleteNotification() {
  return useOptimistic<Notification>({
    send: ({ id }) => notificationsDeleteNotification({ path: { id } }),
    change:
      ({ id }) =>
      (item) =>
        item.id === id ? null : item,
    unread:
      ({ is_read }) =>
      (count) =>
        is_read ? count : count - 1,
  });
}
