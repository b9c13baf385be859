/** A lesson for tests: a teacher, two students and a room; and a look at a page as axe and people see it. */
import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { createCourse, enroll, register, unique } from './api';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const phone = { viewport: { width: 360, height: 740 } };

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

/** No complaint of axe in either scheme. Where `LOOKS` names a folder, pictures of both go there. */
export async function audit(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
    expect(violations).toEqual([]);
    if (process.env.LOOKS) {
      const name = `${page.viewportSize()?.width}-${colorScheme}-${unique('look')}.png`;
      await page.screenshot({ path: `${process.env.LOOKS}/${name}` });
    }
  }
}
