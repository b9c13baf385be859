/** What the home pages show, from one call. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { homeOptions } from '@/lib/home';

export function useHome() {
  return useQuery(homeOptions(useQueryClient()));
}
