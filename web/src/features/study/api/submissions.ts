/** What was submitted: the reader's own submissions of a quiz, one of them, and what they say is wrong with it. */
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  assignmentsGetSubmissionOptions,
  assignmentsListSubmissionsOptions,
  assignmentsReportQuestionMutation,
} from '@/generated/@tanstack/react-query.gen';
import { apiMutation } from '@/lib/api/mutations';

export function useSubmissions(assignment: number) {
  return useQuery(assignmentsListSubmissionsOptions({ query: { assignment } }));
}

export function useSubmission(id: number) {
  return useQuery(assignmentsGetSubmissionOptions({ path: { id } }));
}

export function useReportQuestion() {
  return useMutation(apiMutation(assignmentsReportQuestionMutation()));
}
