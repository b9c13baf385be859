/** A list of people to invite: looked through by the server first, then sent. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { accountsGetTemplate, accountsInviteAll } from '@/generated/sdk.gen';
import type { RosterReport } from '@/generated/types.gen';
import { asForm } from '@/lib/api/form';
import { saveFile } from '@/lib/download';
import { invitationLists } from './invitations';

async function inviteAll(file: File, dry_run: boolean): Promise<RosterReport> {
  const { data } = await accountsInviteAll({ body: { file }, query: { dry_run }, ...asForm });
  return data;
}

/** Says row by row what would be sent; sends nothing. */
export function useCheckList() {
  return useMutation({ mutationFn: (file: File) => inviteAll(file, true) });
}

export function useSendList() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => inviteAll(file, false),
    onSettled: () => queryClient.invalidateQueries(invitationLists),
  });
}

export function useTemplate() {
  return useMutation({
    mutationFn: async () => {
      const { data } = await accountsGetTemplate({ parseAs: 'text' });
      saveFile('invitations.csv', String(data), 'text/csv;charset=utf-8');
    },
  });
}
