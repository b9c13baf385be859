/** Signing in and registering: both end with a token and a user. */
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  accountsLoginMutation,
  accountsRegisterMutation,
} from '@/generated/@tanstack/react-query.gen';
import type { SignedIn } from '@/generated/types.gen';
import { apiMutation } from '@/lib/api/mutations';
import { meOptions } from '@/lib/me';
import { session } from '@/lib/session';

export function begin(queryClient: QueryClient, { token, user }: SignedIn): void {
  queryClient.setQueryData(meOptions().queryKey, user);
  session.start(token);
  session.confirm();
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(accountsLoginMutation()),
    onSuccess: (signedIn) => begin(queryClient, signedIn),
  });
}

export function useRegister() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(accountsRegisterMutation()),
    onSuccess: (signedIn) => begin(queryClient, signedIn),
  });
}
