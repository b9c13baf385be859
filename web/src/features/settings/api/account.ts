/** What people change about themselves: profile, password, signed-in devices. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  accountsChangePasswordMutation,
  accountsEndSessionMutation,
  accountsListSessionsOptions,
  accountsUpdateProfileMutation,
} from '@/generated/@tanstack/react-query.gen';
import { apiMutation } from '@/lib/api/mutations';
import { byOperation } from '@/lib/api/queries';
import { meOptions } from '@/lib/me';

const sessions = byOperation('accountsListSessions');

export function useUpdateProfile() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(accountsUpdateProfileMutation()),
    onSuccess: (user) => {
      queryClient.setQueryData(meOptions().queryKey, user);
      void queryClient.invalidateQueries(byOperation('accountsGetUser', 'accountsListUsers'));
    },
  });
}

export function useChangePassword() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(accountsChangePasswordMutation()),
    onSuccess: () => queryClient.invalidateQueries(sessions),
  });
}

export function useSessions() {
  return useQuery(accountsListSessionsOptions());
}

export function useEndSession() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(accountsEndSessionMutation()),
    onSuccess: () => queryClient.invalidateQueries(sessions),
  });
}
