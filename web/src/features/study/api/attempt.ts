/** An attempt in progress: begun, answered question by question, submitted. Sent strictly one after the other. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  assignmentsGetAttemptOptions,
  assignmentsGetAttemptQueryKey,
} from '@/generated/@tanstack/react-query.gen';
import {
  assignmentsBeginAttempt,
  assignmentsSaveAnswer,
  assignmentsSubmitAttempt,
} from '@/generated/sdk.gen';
import type { Attempt } from '@/generated/types.gen';
import type { ApiError } from '@/lib/api/problem';
import { progress } from './assignments';
import { forgetAnswer, forgetAnswers, keepAnswer, unsentAnswers } from './unsent';

const longestPause = 10_000;

export function useAttempt(id: number) {
  return useQuery({ ...assignmentsGetAttemptOptions({ path: { id } }), staleTime: 0 });
}

export function useBegin(assignment: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => (await assignmentsBeginAttempt({ body: { assignment } })).data,
    onSuccess: (attempt) => {
      const key = assignmentsGetAttemptQueryKey({ path: { id: attempt.id } });
      queryClient.setQueryData<Attempt>(key, attempt);
      return queryClient.invalidateQueries(progress);
    },
  });
}

export interface Choice {
  question: number;
  answer: number | null;
}

/** What failed for a passing reason is sent again until it arrives. */
const persistent = {
  retry: (_failures: number, error: ApiError) => error.isTemporary,
  retryDelay: (failures: number) => Math.min(1000 * 2 ** failures, longestPause),
};

export const savingKey = (attempt: number) => ['attempt', attempt, 'saving'] as const;

/** Keeps an answer: here at once, and on the server as soon as it can be reached. */
export function useSaveAnswer(id: number) {
  const queryClient = useQueryClient();
  const queryKey = assignmentsGetAttemptQueryKey({ path: { id } });
  /** What was asked of the server before may be older than the answer, and would take it away again. */
  const show = async (choice: Choice) => {
    await queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData<Attempt>(queryKey, (attempt) => attempt && answered(attempt, choice));
  };
  return useMutation({
    ...persistent,
    mutationKey: savingKey(id),
    scope: { id: `attempt-${id}` },
    mutationFn: (choice: Choice) => assignmentsSaveAnswer({ path: { id }, body: choice }),
    onMutate: (choice) => {
      keepAnswer(id, choice);
      return show(choice);
    },
    onSuccess: (_answer, choice) => {
      forgetAnswer(id, choice);
      const isLast = !unsentAnswers(id).some(({ question }) => question === choice.question);
      return isLast ? show(choice) : undefined;
    },
  });
}

export function answered(attempt: Attempt, { question, answer }: Choice): Attempt {
  return { ...attempt, answers: attempt.answers.with(question, answer) };
}

/** Waits for the answers that are still on their way, then submits what the server has. */
export function useSubmitAttempt(id: number) {
  const queryClient = useQueryClient();
  return useMutation({
    ...persistent,
    scope: { id: `attempt-${id}` },
    mutationFn: async () => (await assignmentsSubmitAttempt({ path: { id } })).data,
    onSuccess: () => {
      forgetAnswers(id);
      return queryClient.invalidateQueries(progress);
    },
  });
}
