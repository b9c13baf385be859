/** What students made of a quiz: their submissions, what they say together, exceptions for one of them, reports. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  assignmentsGetStatisticsOptions,
  assignmentsListOverridesOptions,
  assignmentsListRegradesOptions,
  assignmentsListReportsOptions,
  assignmentsRemoveOverrideMutation,
  assignmentsResolveReportMutation,
  assignmentsSetOverrideMutation,
  coursesListStudentsOptions,
} from '@/generated/@tanstack/react-query.gen';
import { assignmentsListSubmissions } from '@/generated/sdk.gen';
import { apiMutation } from '@/lib/api/mutations';
import { listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';

const pageSize = 50;
const most = 100;

export function useSubmissions(assignment: number) {
  return useInfiniteQuery(
    listOptions('assignmentsListSubmissions', { assignment }, (cursor, signal) =>
      assignmentsListSubmissions({
        query: { assignment, limit: pageSize, ...(cursor ? { cursor } : {}) },
        signal,
      }),
    ),
  );
}

export function useStatistics(id: number) {
  return useQuery(assignmentsGetStatisticsOptions({ path: { id } }));
}

export function useReports(id: number) {
  return useQuery(assignmentsListReportsOptions({ path: { id }, query: { limit: most } }));
}

export function useRegrades(id: number) {
  return useQuery(assignmentsListRegradesOptions({ path: { id }, query: { limit: most } }));
}

export function useOverrides(id: number) {
  return useQuery(assignmentsListOverridesOptions({ path: { id }, query: { limit: most } }));
}

/** Whom an exception can be made for. */
export function useStudents(course: number) {
  return useQuery(coursesListStudentsOptions({ path: { id: course }, query: { limit: most } }));
}

function useRefreshing(operation: string) {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(byOperation(operation));
}

export function useSetOverride() {
  const onSuccess = useRefreshing('assignmentsListOverrides');
  return useMutation({ ...apiMutation(assignmentsSetOverrideMutation()), onSuccess });
}

export function useRemoveOverride() {
  const onSuccess = useRefreshing('assignmentsListOverrides');
  return useMutation({ ...apiMutation(assignmentsRemoveOverrideMutation()), onSuccess });
}

export function useResolveReport() {
  const onSuccess = useRefreshing('assignmentsListReports');
  return useMutation({ ...apiMutation(assignmentsResolveReportMutation()), onSuccess });
}
