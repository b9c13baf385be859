/** The catalogue by cursor, as the address's filters want it. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { coursesListCourses } from '@/generated/sdk.gen';
import type { User } from '@/generated/types.gen';
import { listOptions } from '@/lib/api/pages';

export interface CatalogueFilters {
  q?: string | undefined;
  show?: 'own' | undefined;
}

const pageSize = 24;

export function catalogueOptions(me: User, { q, show }: CatalogueFilters) {
  const own = me.user_type === 'teacher' ? { mine: true } : { enrolled: true };
  const query = { ...(q ? { search: q } : {}), ...(show ? own : {}) };
  return listOptions('coursesListCourses', query, (cursor, signal) =>
    coursesListCourses({
      query: { ...query, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );
}

export function useCatalogue(me: User, filters: CatalogueFilters) {
  return useInfiniteQuery({ ...catalogueOptions(me, filters), placeholderData: keepPreviousData });
}
