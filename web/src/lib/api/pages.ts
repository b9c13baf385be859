/** Lists by cursor: reads X-Total-Count and Link of an answer and makes infinite queries of them. */
import { type InfiniteData, infiniteQueryOptions } from '@tanstack/react-query';

export interface ListPage<T> {
  items: T[];
  total: number | null;
  nextCursor: string | null;
}

/** The `cursor` of the `rel="next"` link (RFC 8288), or null when this page is the last one. */
export function nextCursor(link: string | null): string | null {
  const next = link?.split(/,\s*(?=<)/).find((part) => /rel="?next"?/.test(part));
  const target = next?.match(/<([^>]*)>/)?.[1];
  return target ? new URL(target, window.location.origin).searchParams.get('cursor') : null;
}

interface Answer<T> {
  data: T[];
  response: Response;
}

export async function toPage<T>(answer: Promise<Answer<T>>): Promise<ListPage<T>> {
  const { data, response } = await answer;
  const total = response.headers.get('X-Total-Count');
  return {
    items: data,
    total: total === null ? null : Number(total),
    nextCursor: nextCursor(response.headers.get('Link')),
  };
}

type Fetcher<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Answer<T>>;

/** `key` begins with the operation's name, so that `invalidate` finds plain and infinite lists alike. */
export function listOptions<T>(operation: string, filters: object, fetcher: Fetcher<T>) {
  return infiniteQueryOptions({
    queryKey: [{ _id: operation, ...filters }, 'pages'] as const,
    queryFn: ({ pageParam, signal }) => toPage(fetcher(pageParam, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: ListPage<T>) => last.nextCursor ?? undefined,
  });
}

export type ListData<T> = InfiniteData<ListPage<T>, unknown>;

export function allItems<T>(data: ListData<T> | undefined): T[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}

/** Applies `change` to the items of every loaded page; items for which it returns null leave the list. */
export function changeItems<T>(
  data: ListData<T> | undefined,
  change: (item: T) => T | null,
): ListData<T> | undefined {
  if (!data) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map(change).filter((item): item is NonNullable<typeof item> => item !== null),
  }));
  return { ...data, pages };
}
