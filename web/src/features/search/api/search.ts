/** Courses, people and material for what was typed into the palette. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { gatewaySearchOptions } from '@/generated/@tanstack/react-query.gen';
import type { SearchResults } from '@/generated/types.gen';

const shortest = 2;
const longest = 100;
const nothing: SearchResults = { courses: [], people: [], materials: [] };

export interface Found {
  found: SearchResults;
  isSearching: boolean;
  hasFailed: boolean;
}

export function useFound(search: string): Found {
  const isEnabled = search.length >= shortest;
  const query = useQuery({
    ...gatewaySearchOptions({ query: { q: search.slice(0, longest) } }),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
  });
  const found = (isEnabled && query.data) || nothing;
  const isPartial = Object.values(found).includes(null);
  return {
    found,
    isSearching: isEnabled && query.isFetching,
    hasFailed: isEnabled && !query.isFetching && (query.isError || isPartial),
  };
}
