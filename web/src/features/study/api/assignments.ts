/** Assignments as a student meets them: one alone, and what changes with their work. */
import { useQuery } from '@tanstack/react-query';
import { byOperation } from '@/lib/api/queries';
import { assignmentLists, assignmentOptions } from '@/lib/assignments';

/** Everything that changes when a quiz was begun or submitted, or a card repeated. */
export const progress = byOperation(
  assignmentLists,
  'assignmentsGetAssignment',
  'assignmentsListSubmissions',
  'assignmentsGetReviewQueue',
);

export function useAssignment(id: number) {
  return useQuery(assignmentOptions(id));
}
