import { createFileRoute } from '@tanstack/react-router';
import { type FeedFilters, feedOptions } from '@/features/feed/api/feed';
import { FeedPage } from '@/features/feed/pages/FeedPage';

export const Route = createFileRoute('/_app/feed')({
  validateSearch: (search): FeedFilters => (search.show === 'own' ? { show: 'own' } : {}),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(feedOptions(deps));
  },
  component: Feed,
});

function Feed() {
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <FeedPage
      filters={filters}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
