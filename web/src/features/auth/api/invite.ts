/** An invitation, as whoever holds its link sees it, and accepting it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  accountsAcceptInvitationMutation,
  accountsPreviewInvitationOptions,
} from '@/generated/@tanstack/react-query.gen';
import { apiMutation } from '@/lib/api/mutations';
import { begin } from './signIn';

export const inviteOptions = (token: string) =>
  accountsPreviewInvitationOptions({ path: { token } });

export function useInvite(token: string) {
  return useQuery(inviteOptions(token));
}

export function useAccept() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(accountsAcceptInvitationMutation()),
    onSuccess: (signedIn) => begin(queryClient, signedIn),
  });
}
