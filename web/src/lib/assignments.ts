/** Assignments as every page reads them: those of a course, one alone, and what is in it. */
import { assignmentsGetAssignmentOptions } from '@/generated/@tanstack/react-query.gen';
import { assignmentsListAssignments } from '@/generated/sdk.gen';
import type { Assignment, CardsShown, QuizShown, QuizToAnswer } from '@/generated/types.gen';
import { listOptions } from '@/lib/api/pages';

export const assignmentLists = 'assignmentsListAssignments';
const pageSize = 50;

export function courseAssignmentsOptions(course: number) {
  return listOptions(assignmentLists, { course }, (cursor, signal) =>
    assignmentsListAssignments({
      query: { course, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );
}

export function assignmentOptions(id: number) {
  return assignmentsGetAssignmentOptions({ path: { id } });
}

/** The questions of a quiz, with or without their answers; none for a deck. */
export function questionsOf({ content }: Assignment) {
  return content && 'questions' in content ? (content as QuizShown | QuizToAnswer).questions : [];
}

export function cardsOf({ content }: Assignment) {
  return content && 'cards' in content ? (content as CardsShown).cards : [];
}
