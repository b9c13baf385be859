/** The signed-in user. Only pages below the signed-in layout may ask: there the answer is always loaded. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { accountsGetMeOptions } from '@/generated/@tanstack/react-query.gen';
import type { User } from '@/generated/types.gen';

export const meOptions = () => ({ ...accountsGetMeOptions(), staleTime: 5 * 60_000 });

export function useMe(): User {
  return useSuspenseQuery(meOptions()).data;
}
