/** The book of a lesson: its teacher reads who was there and takes it along; a student sees the lessons only. */
import { readFile } from 'node:fs/promises';
import { audit, beginLesson, isLive, phone } from './support/lesson';
import { expect, test } from './support/test';

test('a teacher reads who was in a lesson and how long, and a student does not', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/403/);
  const { teacher, students, course, room } = await beginLesson(request);
  const teaching = await open(teacher, room);
  await isLive(teaching);
  const lars = await open(students[0], room, phone);
  await isLive(lars);
  await expect(teaching.getByText('Lars Live')).toBeVisible();

  await teaching.goto(`/c/${course.id}/live`);
  await teaching.getByRole('link', { name: /^Lessons in/ }).click();
  await expect(teaching.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
  await audit(teaching);
  await teaching.getByRole('link', { name: /^Attendance on/ }).click();
  const rows = teaching.getByRole('row').filter({ hasText: /Live/ });
  await expect
    .poll(
      async () => {
        await teaching.reload();
        await expect(teaching.getByRole('heading', { level: 1 })).toBeVisible();
        return rows.count();
      },
      { timeout: 60_000 },
    )
    .toBe(2);
  await audit(teaching);
  await teaching.setViewportSize(phone.viewport);
  await audit(teaching);
  const saved = teaching.waitForEvent('download');
  await teaching.getByRole('button', { name: 'CSV' }).click();
  const csv = await readFile((await (await saved).path()) as string, 'utf8');
  expect(csv).toContain('Lars Live,');

  const address = new URL(teaching.url()).pathname;
  await lars.goto(`${room}/lessons`);
  await expect(lars.getByRole('heading', { level: 1, name: 'Lessons' })).toBeVisible();
  await expect(lars.getByText('Live', { exact: true })).toBeVisible();
  await expect(lars.getByRole('link', { name: /^Attendance/ })).toHaveCount(0);
  await lars.goto(address);
  await expect(lars.getByRole('alert')).toBeVisible();
});
