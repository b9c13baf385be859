/** Changes posts wherever the cache has them, and asks the server to; taken back if it refuses. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { accountsDeleteStatusUpdate, accountsUpdateStatusUpdate } from '@/generated/sdk.gen';
import type { StatusUpdate } from '@/generated/types.gen';
import { changeItems, type ListData } from '@/lib/api/pages';
import { feeds } from './feed';

type Lists = StatusUpdate[] | ListData<StatusUpdate>;
type Change = (post: StatusUpdate) => StatusUpdate | null;

function changeLists(queryClient: QueryClient, change: Change): void {
  queryClient.setQueriesData<Lists>(feeds, (data) =>
    Array.isArray(data)
      ? data.map(change).filter((post) => post !== null)
      : changeItems(data, change),
  );
}

/** Puts a new post at the top of every list that is loaded, once. */
export function addPost(queryClient: QueryClient, post: StatusUpdate): void {
  const prepend = (posts: StatusUpdate[]) => [post, ...posts.filter(({ id }) => id !== post.id)];
  queryClient.setQueriesData<Lists>(feeds, (data) => {
    if (!data) return data;
    if (Array.isArray(data)) return prepend(data);
    const pages = data.pages.map((page, index) =>
      index === 0 ? { ...page, items: prepend(page.items) } : page,
    );
    return { ...data, pages };
  });
}

interface OptimisticOptions<V> {
  send: (variables: V) => Promise<unknown>;
  change: (variables: V) => Change;
}

function useOptimistic<V>({ send, change }: OptimisticOptions<V>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: async (variables: V) => {
      await queryClient.cancelQueries(feeds);
      const before = queryClient.getQueriesData(feeds);
      changeLists(queryClient, change(variables));
      return { before };
    },
    onError: (_error, _variables, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
    },
    onSettled: () => queryClient.invalidateQueries(feeds),
  });
}

export function useEditPost() {
  return useOptimistic<{ id: number; content: string }>({
    send: ({ id, content }) => accountsUpdateStatusUpdate({ path: { id }, body: { content } }),
    change:
      ({ id, content }) =>
      (post) =>
        post.id === id ? { ...post, content } : post,
  });
}

export function useDeletePost() {
  return useOptimistic<number>({
    send: (id) => accountsDeleteStatusUpdate({ path: { id } }),
    change: (id) => (post) => (post.id === id ? null : post),
  });
}
