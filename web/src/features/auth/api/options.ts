/** How one may get in here: the school decides. */
import { useQuery } from '@tanstack/react-query';
import { accountsGetOptionsOptions } from '@/generated/@tanstack/react-query.gen';

export const entryOptions = () => ({ ...accountsGetOptionsOptions(), staleTime: 5 * 60_000 });

export function useRegistration() {
  return useQuery(entryOptions());
}
