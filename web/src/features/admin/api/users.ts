/** All users, for administrators, and shutting them out or letting them in. Never optimistic. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { accountsBlockUser, accountsListUsers, accountsUnblockUser } from '@/generated/sdk.gen';
import type { User, UserType } from '@/generated/types.gen';
import { changeItems, type ListData, listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';

export interface UserFilters {
  q?: string | undefined;
  role?: UserType | undefined;
}

const operation = 'accountsListUsers';
const pageSize = 50;

export function usersOptions({ q, role }: UserFilters) {
  const query = { ...(q ? { search: q } : {}), ...(role ? { user_type: role } : {}) };
  return listOptions(operation, query, (cursor, signal) =>
    accountsListUsers({
      query: { ...query, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );
}

export function useUsers(filters: UserFilters) {
  return useInfiniteQuery({ ...usersOptions(filters), placeholderData: keepPreviousData });
}

type UserLists = User[] | ListData<User>;

export function useBlocking(user: User) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const target = { path: { id: user.id } };
      return (await (user.is_blocked ? accountsUnblockUser(target) : accountsBlockUser(target)))
        .data;
    },
    onSuccess: (changed) => {
      const change = (item: User) => (item.id === changed.id ? changed : item);
      queryClient.setQueriesData<UserLists>(byOperation(operation), (data) =>
        Array.isArray(data) || !data || !('pages' in data) ? data : changeItems(data, change),
      );
      void queryClient.invalidateQueries(byOperation(operation, 'accountsGetUser'));
    },
  });
}
