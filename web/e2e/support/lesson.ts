/** A lesson for tests: a teacher, two students and a room. */
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { createCourse, enroll, register, unique } from './api';

export { audit, phone } from './look';

export async function beginLesson(request: APIRequestContext) {
  const teacher = await register(request, 'teacher', 'Lena Live');
  const students = [
    await register(request, 'student', 'Lars Live'),
    await register(request, 'student', 'Mia Mute'),
  ] as const;
  const course = await createCourse(request, teacher, unique('Living'));
  for (const student of students) await enroll(request, student, course);
  const headers = { Authorization: `Token ${teacher.token}` };
  const data = { name: unique('Lesson'), course: course.id };
  const made = await request.post('/api/classrooms/', { headers, data });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: number };
  return { teacher, students, course, room: `/rooms/${id}` };
}

/** In the room, and connected. A page that leads there says "Live" too, until the room has taken its place. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.getByRole('img', { name: /The whiteboard/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 30_000 });
}

/** The button of a part of the room, on a phone. */
export const part = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Parts of the room' }).getByRole('button', { name });
