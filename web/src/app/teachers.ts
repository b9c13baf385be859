/** Pages that are for teachers: for others they do not exist. */
import { notFound } from '@tanstack/react-router';
import type { User } from '@/generated/types.gen';

export function onlyTeachers({ context }: { context: { me: User } }): void {
  if (context.me.user_type !== 'teacher') throw notFound();
}
