/** The cards of a deck that are due: taken from the queue as they are known, put back when that is taken back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  assignmentsGetReviewQueueOptions,
  assignmentsGetReviewQueueQueryKey,
} from '@/generated/@tanstack/react-query.gen';
import { assignmentsReviewCard, assignmentsUndoReview } from '@/generated/sdk.gen';
import type { DueCard, ReviewQueue } from '@/generated/types.gen';

const batch = 20;

const queueOf = (assignment: number) => ({ query: { assignment, limit: batch } });

export function useReviewQueue(assignment: number) {
  return useQuery({ ...assignmentsGetReviewQueueOptions(queueOf(assignment)), staleTime: 60_000 });
}

export interface Review {
  card: DueCard;
  rating: number;
}

/**
 * Takes the card off the queue at once; asks for more when the batch is used up and the server knows of all that were
 * rated: asked while one is on its way, it would hand that one out again.
 */
export function useReviewCard(assignment: number) {
  const queryClient = useQueryClient();
  const queryKey = assignmentsGetReviewQueueQueryKey(queueOf(assignment));
  const mutationKey = ['review', assignment];
  return useMutation({
    mutationKey,
    scope: { id: `deck-${assignment}` },
    mutationFn: ({ card, rating }: Review) =>
      assignmentsReviewCard({ body: { assignment, card: card.card, rating } }),
    onMutate: async ({ card }) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData<ReviewQueue>(queryKey, (queue) => queue && without(queue, card));
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
    onSuccess: async () => {
      const left = queryClient.getQueryData<ReviewQueue>(queryKey)?.cards.length;
      const isLast = queryClient.isMutating({ mutationKey }) === 1;
      if (!left && isLast) await queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** Takes back the last review: its card is the next one again. */
export function useUndoReview(assignment: number) {
  const queryClient = useQueryClient();
  const queryKey = assignmentsGetReviewQueueQueryKey(queueOf(assignment));
  return useMutation({
    scope: { id: `deck-${assignment}` },
    mutationFn: (_card: DueCard) => assignmentsUndoReview(),
    onSuccess: async (_answer, card) => {
      await queryClient.cancelQueries({ queryKey });
      queryClient.setQueryData<ReviewQueue>(queryKey, (queue) => queue && withFirst(queue, card));
    },
  });
}

function without(queue: ReviewQueue, card: DueCard): ReviewQueue {
  return { ...counted(queue, card, -1), cards: others(queue, card) };
}

function withFirst(queue: ReviewQueue, card: DueCard): ReviewQueue {
  const rest = others(queue, card);
  const isBack = rest.length === queue.cards.length;
  return { ...(isBack ? counted(queue, card, 1) : queue), cards: [card, ...rest] };
}

function others(queue: ReviewQueue, card: DueCard): DueCard[] {
  return queue.cards.filter((other) => other.card !== card.card);
}

function counted(queue: ReviewQueue, { is_new }: DueCard, by: number): ReviewQueue {
  const field = is_new ? 'new' : 'due';
  return { ...queue, [field]: Math.max(0, queue[field] + by) };
}
