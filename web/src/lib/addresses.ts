/** Where things that several pages show lead to: one place to know it. */
import type { Assignment, Material, Room } from '@/generated/types.gen';

export function materialAddress({ course, id }: Pick<Material, 'course' | 'id'>): string {
  return `/c/${course}/materials/${id}`;
}

export function assignmentAddress({ course }: Pick<Assignment, 'course'>): string {
  return `/c/${course}/overview`;
}

/** A room without a course has no page of its own yet. */
export function roomAddress({ course }: Pick<Room, 'course'>): string | null {
  return course === null ? null : `/c/${course}/overview`;
}
