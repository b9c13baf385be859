import { createFileRoute } from '@tanstack/react-router';
import { type CatalogueFilters, catalogueOptions } from '@/features/courses/api/catalogue';
import { CataloguePage } from '@/features/courses/pages/CataloguePage';

export const Route = createFileRoute('/_app/courses')({
  validateSearch: (search): CatalogueFilters => ({
    ...(typeof search.q === 'string' && search.q ? { q: search.q } : {}),
    ...(search.show === 'own' ? { show: 'own' } : {}),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(catalogueOptions(context.me, deps));
  },
  component: Catalogue,
});

function Catalogue() {
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <CataloguePage
      filters={filters}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
