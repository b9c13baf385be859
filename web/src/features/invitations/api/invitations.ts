/** The invitations a teacher has sent, and what can be done with them. Nothing here is shown before the server has done it. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  accountsInviteMutation,
  accountsResendInvitationMutation,
  accountsRevokeInvitationMutation,
  coursesListCoursesOptions,
} from '@/generated/@tanstack/react-query.gen';
import { accountsListInvitations } from '@/generated/sdk.gen';
import type { InvitationStatus } from '@/generated/types.gen';
import { apiMutation } from '@/lib/api/mutations';
import { listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';

export interface InvitationFilters {
  status?: InvitationStatus | undefined;
}

const operation = 'accountsListInvitations';
const pageSize = 50;
const mostCourses = 500;

export const invitationLists = byOperation(operation);

export function invitationsOptions({ status }: InvitationFilters = {}) {
  const query = status ? { status } : {};
  return listOptions(operation, query, (cursor, signal) =>
    accountsListInvitations({
      query: { ...query, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );
}

export function useInvitations(filters: InvitationFilters) {
  return useInfiniteQuery({ ...invitationsOptions(filters), placeholderData: keepPreviousData });
}

/** The courses somebody can be invited into. */
export function useTaughtCourses() {
  return useQuery(coursesListCoursesOptions({ query: { mine: true, limit: mostCourses } }));
}

function useRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(invitationLists);
}

export function useInvite() {
  const refresh = useRefresh();
  return useMutation({ ...apiMutation(accountsInviteMutation()), onSuccess: refresh });
}

export function useResend() {
  const refresh = useRefresh();
  return useMutation({ ...apiMutation(accountsResendInvitationMutation()), onSettled: refresh });
}

export function useRevoke() {
  const refresh = useRefresh();
  return useMutation({ ...apiMutation(accountsRevokeInvitationMutation()), onSettled: refresh });
}
