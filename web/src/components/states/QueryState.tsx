/**
 * Shows a query: a skeleton while nothing is there, the error when nothing could be loaded, else the content. Data that
 * has become stale stays when a later refresh fails.
 */
import { ErrorState } from './ErrorState';
import { Reveal } from './Reveal';

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

interface Props<T> {
  query: QueryLike<T>;
  skeleton: React.ReactNode;
  children: (data: T) => React.ReactNode;
}

export function QueryState<T>({ query, skeleton, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error && !query.isFetching) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Reveal>{skeleton}</Reveal>;
}
