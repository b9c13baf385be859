/** What a teacher does with an assignment as a whole: make, change, publish, remove, take out as a file. */
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  assignmentsCreateAssignmentMutation,
  assignmentsDeleteAssignmentMutation,
  assignmentsExportAssignmentMutation,
  assignmentsGetAssignmentQueryKey,
  assignmentsPublishAssignmentMutation,
  assignmentsUpdateAssignmentMutation,
} from '@/generated/@tanstack/react-query.gen';
import { assignmentsImportAssignment } from '@/generated/sdk.gen';
import type { Assignment, ImportBodyForm } from '@/generated/types.gen';
import { asForm } from '@/lib/api/form';
import { apiMutation } from '@/lib/api/mutations';
import { byOperation } from '@/lib/api/queries';
import { assignmentLists, assignmentOptions } from '@/lib/assignments';
import { homeOperation } from '@/lib/home';

const lists = byOperation(assignmentLists, homeOperation);
const results = byOperation(
  'assignmentsGetStatistics',
  'assignmentsListSubmissions',
  'assignmentsListRegrades',
);

/** Puts an assignment that the server has just shown where pages look for it. */
export function keepAssignment(queryClient: QueryClient, assignment: Assignment): void {
  const key = assignmentsGetAssignmentQueryKey({ path: { id: assignment.id } });
  queryClient.setQueryData(key, assignment);
  void queryClient.invalidateQueries(lists);
}

/** What follows from every change: the assignment as it is now is kept. */
export function useKept() {
  const queryClient = useQueryClient();
  return (assignment: Assignment) => keepAssignment(queryClient, assignment);
}

export function useAssignment(id: number) {
  return useQuery(assignmentOptions(id));
}

export function useCreate() {
  return useMutation({
    ...apiMutation(assignmentsCreateAssignmentMutation()),
    onSuccess: useKept(),
  });
}

export function useImport() {
  return useMutation({
    mutationFn: async (body: ImportBodyForm) =>
      (await assignmentsImportAssignment({ body, ...asForm })).data,
    onSuccess: useKept(),
  });
}

export function useUpdate() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(assignmentsUpdateAssignmentMutation()),
    onSuccess: (assignment) => {
      keepAssignment(queryClient, assignment);
      void queryClient.invalidateQueries(results);
    },
  });
}

export function usePublish() {
  return useMutation({
    ...apiMutation(assignmentsPublishAssignmentMutation()),
    onSuccess: useKept(),
  });
}

export function useDelete() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(assignmentsDeleteAssignmentMutation()),
    onSuccess: () => queryClient.invalidateQueries(lists),
  });
}

export function useExport() {
  return useMutation(apiMutation(assignmentsExportAssignmentMutation()));
}
