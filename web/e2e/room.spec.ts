/** A live room: the teacher opens it, a student comes in on a phone, and both see what the other writes and draws. */
import type { Page } from '@playwright/test';
import { createCourse, enroll, register, unique } from './support/api';
import { findAgain, lose } from './support/connection';
import { audit, beginLesson, isLive, part, phone } from './support/lesson';
import { expect, test } from './support/test';

async function drawLine(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Line', exact: true }).click();
  const box = await page.getByRole('img', { name: /The whiteboard/ }).boundingBox();
  if (!box) throw new Error('The board has no place on the page.');
  const { x, y, width, height } = box;
  await page.mouse.move(x + width * 0.2, y + height * 0.2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.6, y + height * 0.5, { steps: 5 });
  await page.mouse.up();
}

test('a lesson: chat and board reach everybody, also after the connection was lost', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/WebSocket/);
  const teacher = await register(request, 'teacher', 'Lena Live');
  const student = await register(request, 'student', 'Lars Live');
  const course = await createCourse(request, teacher, unique('Living'));
  await enroll(request, student, course);

  const teaching = await open(teacher, `/c/${course.id}/live`);
  await teaching.getByRole('button', { name: 'Open a live room' }).click();
  await audit(teaching);
  await teaching.getByRole('link', { name: /^Enter/ }).click();
  await isLive(teaching);

  const learning = await open(student, `/c/${course.id}/live`, phone);
  await learning.getByRole('link', { name: /^Enter/ }).click();
  await isLive(learning);

  await drawLine(teaching);
  await expect(learning.getByRole('img', { name: /with 1 object$/ })).toBeVisible();
  await learning.getByRole('button', { name: 'Raise hand' }).click();
  await expect(teaching.getByText('Hand up')).toBeVisible();
  await audit(teaching);
  await audit(learning);

  await learning.getByRole('button', { name: 'Chat', exact: true }).click();
  await teaching.getByLabel('Write something').fill('Look at the line.');
  await teaching.keyboard.press('Enter');
  await expect(learning.getByText('Look at the line.')).toBeVisible();
  await audit(learning);

  await lose(learning);
  await expect(learning.getByText('The connection is lost.')).toBeVisible();
  await teaching.getByRole('button', { name: 'Undo' }).click();
  await expect(teaching.getByRole('img', { name: /with 0 objects$/ })).toBeVisible();
  await findAgain(learning);
  await learning.getByLabel('Write something').fill('I am back.');
  await learning.getByRole('button', { name: 'Send' }).click();
  await expect(teaching.getByText('I am back.')).toBeVisible();
  await learning.getByRole('button', { name: 'Board', exact: true }).click();
  await expect(learning.getByRole('img', { name: /with 0 objects$/ })).toBeVisible();

  await teaching.getByRole('button', { name: 'Lock chat' }).click();
  await learning.getByRole('button', { name: 'Chat', exact: true }).click();
  await expect(learning.getByLabel('Write something')).toBeDisabled();
});

test('a teacher on a phone sees that hands are up, whatever part of the room is shown', async ({
  request,
  open,
}) => {
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, room, phone);
  const learning = await open(students[0], room, phone);
  for (const page of [teaching, learning]) await isLive(page);
  await learning.getByRole('button', { name: 'Raise hand' }).click();
  await expect(part(teaching, /^People.*1 hand up/)).toBeVisible();
  await expect(part(learning, /^People$/)).toBeVisible();
  await audit(teaching);
  await learning.getByRole('button', { name: 'Lower hand' }).click();
  await expect(part(teaching, /^People$/)).toBeVisible();
});
