/** What a teacher may have to see to: counted from what several services say. A service that is away only leaves its part out. */
import { useQuery } from '@tanstack/react-query';
import { assignmentsListAssignmentsOptions } from '@/generated/@tanstack/react-query.gen';
import { accountsListInvitations } from '@/generated/sdk.gen';
import type { Assignment, InvitationStatus } from '@/generated/types.gen';
import { toPage } from '@/lib/api/pages';

const looked = 100;

/** Assignments that no student sees yet, because somebody has to look at them first. */
export function useUnfinishedAssignments(): Assignment[] {
  const query = useQuery(assignmentsListAssignmentsOptions({ query: { limit: looked } }));
  const all = query.data ?? [];
  return all.filter(({ is_owner, status }) => is_owner && isUnfinished(status));
}

function isUnfinished(status: Assignment['status']): boolean {
  return status === 'draft' || status === 'failed';
}

export function useInvitationCount(status: InvitationStatus): number | null | undefined {
  const query = useQuery({
    queryKey: [{ _id: 'accountsListInvitations', status }, 'total'],
    queryFn: () => toPage(accountsListInvitations({ query: { status, limit: 1 } })),
  });
  return query.data?.total;
}
