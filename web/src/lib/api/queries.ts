/** The query cache: its defaults, and finding cached answers by the name of their operation. */
import { type Query, QueryClient } from '@tanstack/react-query';
import { ApiError } from './problem';

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiError;
  }
}

function retry(failures: number, error: Error): boolean {
  return error instanceof ApiError && error.isTemporary && error.status !== 429 && failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 20_000, gcTime: 10 * 60_000, retry, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}

function operationOf(query: Query): string | undefined {
  const [first] = query.queryKey as [{ _id?: string } | undefined];
  return first?._id;
}

/** A filter for queries of the named operations (`coursesListCourses`), whatever their parameters. */
export function byOperation(...operations: string[]) {
  const wanted = new Set<string | undefined>(operations);
  return { predicate: (query: Query) => wanted.has(operationOf(query)) };
}
