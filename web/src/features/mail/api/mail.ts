/** Mails to look at while trying things out, and the links in mails that end them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  notificationsGetDevMailOptions,
  notificationsListDevMailOptions,
  notificationsShowUnsubscriptionOptions,
  notificationsUnsubscribeMutation,
} from '@/generated/@tanstack/react-query.gen';
import { apiMutation } from '@/lib/api/mutations';

export const unsubscriptionOptions = (token: string) =>
  notificationsShowUnsubscriptionOptions({ path: { token } });

export function useUnsubscription(token: string) {
  return useQuery(unsubscriptionOptions(token));
}

export function useUnsubscribe(token: string) {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(notificationsUnsubscribeMutation()),
    onSuccess: (state) => queryClient.setQueryData(unsubscriptionOptions(token).queryKey, state),
  });
}

export function useDevMails() {
  return useQuery({ ...notificationsListDevMailOptions(), refetchInterval: 5_000 });
}

export function useDevMail(id: number) {
  return useQuery({ ...notificationsGetDevMailOptions({ path: { id } }), staleTime: Infinity });
}
