/** Where things that several pages show lead to: one place to know it. */
import type { Assignment, Material, Room } from '@/generated/types.gen';

export function materialAddress({ course, id }: Pick<Material, 'course' | 'id'>): string {
  return `/c/${course}/materials/${id}`;
}

/** Students answer and practise; its teacher edits and follows. */
export function assignmentAddress(assignment: Assignment): string {
  const { id, assignment_type, is_owner } = assignment;
  if (is_owner) return `/teach/assignments/${id}`;
  return assignment_type === 'quiz' ? `/study/quiz/${id}` : `/study/deck/${id}`;
}

export function roomAddress({ id }: Pick<Room, 'id'>): string {
  return `/rooms/${id}`;
}
