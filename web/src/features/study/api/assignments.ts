/** Assignments as a student meets them: those of a course, and one alone. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { assignmentsGetAssignmentOptions } from '@/generated/@tanstack/react-query.gen';
import { assignmentsListAssignments } from '@/generated/sdk.gen';
import type { Assignment, CardsShown, QuizShown, QuizToAnswer } from '@/generated/types.gen';
import { listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';

const operation = 'assignmentsListAssignments';
const pageSize = 50;

/** Everything that changes when a quiz was begun or submitted, or a card repeated. */
export const progress = byOperation(
  operation,
  'assignmentsGetAssignment',
  'assignmentsListSubmissions',
  'assignmentsGetReviewQueue',
);

export function courseAssignmentsOptions(course: number) {
  return listOptions(operation, { course }, (cursor, signal) =>
    assignmentsListAssignments({
      query: { course, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );
}

export function useCourseAssignments(course: number) {
  return useInfiniteQuery(courseAssignmentsOptions(course));
}

export function assignmentOptions(id: number) {
  return assignmentsGetAssignmentOptions({ path: { id } });
}

export function useAssignment(id: number) {
  return useQuery(assignmentOptions(id));
}

/** The questions of a quiz, with or without their answers; none for a deck. */
export function questionsOf({ content }: Assignment) {
  return content && 'questions' in content ? (content as QuizShown | QuizToAnswer).questions : [];
}

export function cardsOf({ content }: Assignment) {
  return content && 'cards' in content ? (content as CardsShown).cards : [];
}
