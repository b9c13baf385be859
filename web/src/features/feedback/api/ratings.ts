/** The ratings of a course, and the reader's own: shown at once, taken back if the server refuses. */
import {
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  coursesGetCourseQueryKey,
  coursesGetRatingsOptions,
} from '@/generated/@tanstack/react-query.gen';
import {
  coursesDeleteFeedback,
  coursesGiveFeedback,
  coursesListFeedback,
  coursesReplaceFeedback,
} from '@/generated/sdk.gen';
import type { Course, Feedback, FeedbackChange, User } from '@/generated/types.gen';
import { listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';
import { displayName } from '@/lib/names';
import { withRating } from './summary';

const pageSize = 30;
const concerned = byOperation('coursesListFeedback', 'coursesGetRatings', 'coursesGetCourse');

export const ratingsOptions = (course: number) =>
  coursesGetRatingsOptions({ path: { id: course } });

export function useRatings(course: number) {
  return useQuery(ratingsOptions(course));
}

export const commentsOptions = (course: number) =>
  listOptions('coursesListFeedback', { course }, (cursor, signal) =>
    coursesListFeedback({
      query: { course, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );

export function useComments(course: number) {
  return useInfiniteQuery(commentsOptions(course));
}

/** The reader's own rating of a course; null where there is none. */
export const ownRatingOptions = (course: number) =>
  queryOptions({
    queryKey: [{ _id: 'coursesListFeedback', course, mine: true }] as const,
    queryFn: async ({ signal }): Promise<Feedback | null> => {
      const query = { course, mine: true, limit: 1 };
      return (await coursesListFeedback({ query, signal })).data[0] ?? null;
    },
  });

export function useOwnRating(course: number) {
  return useQuery(ownRatingOptions(course));
}

/** What is sent for a rating: null takes it back. */
export type Wish = Required<FeedbackChange> | null;

function send(course: number, own: Feedback | null, wish: Wish): Promise<unknown> {
  if (!wish) return own ? coursesDeleteFeedback({ path: { id: own.id } }) : Promise.resolve();
  return own
    ? coursesReplaceFeedback({ path: { id: own.id }, body: wish })
    : coursesGiveFeedback({ body: { course, ...wish } });
}

export function useRate(course: number, me: User) {
  const queryClient = useQueryClient();
  const { queryKey } = ownRatingOptions(course);
  return useMutation({
    mutationFn: ({ own, wish }: { own: Feedback | null; wish: Wish }) => send(course, own, wish),
    onMutate: async ({ own, wish }) => {
      await queryClient.cancelQueries(concerned);
      const before = queryClient.getQueriesData(concerned);
      queryClient.setQueryData(queryKey, wish ? imagined(course, me, own, wish) : null);
      showAverage(queryClient, course, own?.rating ?? null, wish?.rating ?? null);
      return { before };
    },
    onError: (_error, _wish, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
    },
    onSettled: (_answer, error) => {
      const refreshed = Promise.all([
        queryClient.invalidateQueries(concerned),
        queryClient.invalidateQueries(byOperation('coursesListCourses')),
      ]);
      // Success waits for the rating's id; a failure is told at once.
      return error ? undefined : refreshed;
    },
  });
}

/** A rating as it will be once the server has it. */
function imagined(
  course: number,
  me: User,
  own: Feedback | null,
  wish: NonNullable<Wish>,
): Feedback {
  const now = new Date().toISOString();
  const { photo } = me;
  const blank = { id: 0, course, student: me.id, student_name: displayName(me), created_at: now };
  return { ...blank, student_photo: photo, ...own, ...wish, updated_at: now };
}

function showAverage(
  queryClient: QueryClient,
  course: number,
  before: number | null,
  after: number | null,
): void {
  const { queryKey } = ratingsOptions(course);
  const summary = queryClient.setQueryData(queryKey, (old) =>
    old ? withRating(old, before, after) : undefined,
  );
  if (!summary) return;
  const { average, count } = summary;
  queryClient.setQueryData<Course>(coursesGetCourseQueryKey({ path: { id: course } }), (old) =>
    old ? { ...old, average_rating: average, feedback_count: count } : undefined,
  );
}
