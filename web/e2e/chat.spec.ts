/** The talk in a lesson: what a teacher and two students write reaches everybody, also where no socket does. */
import type { Page } from '@playwright/test';
import { audit, beginLesson, isLive, part, phone } from './support/lesson';
import { expect, test } from './support/test';

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Write something').fill(text);
  await page.keyboard.press('Enter');
}

test('people talk: answers, mentions, changes, deletions, and what is new', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, room);
  const lars = await open(students[0], room, phone);
  const mia = await open(students[1], room);
  for (const page of [teaching, lars, mia]) await isLive(page);

  await write(teaching, 'What is a limit? See https://example.org/limits');
  await expect(part(lars, /Chat/)).toContainText('1');
  await part(lars, /Chat/).click();
  await expect(lars.getByRole('link', { name: 'https://example.org/limits' })).toBeVisible();
  await expect(part(lars, /Chat/)).not.toContainText('1');

  await lars.getByRole('button', { name: 'Actions for a message of Lena Live' }).click();
  await lars.getByRole('menuitem', { name: 'Reply' }).click();
  await lars.getByLabel('Write something').pressSequentially('Ask @mi');
  await expect(lars.getByRole('option', { name: 'Mia Mute' })).toBeVisible();
  await audit(lars);
  await lars.keyboard.press('Enter');
  await lars.keyboard.type('she knows');
  await lars.keyboard.press('Enter');
  const answer = mia.getByRole('log').getByText('she knows');
  await expect(answer).toContainText('Ask @Mia Mute she knows');
  await expect(mia.getByText('Answer to Lena Live')).toBeVisible();

  await lars.keyboard.press('ArrowUp');
  await lars.keyboard.type(' it');
  await lars.keyboard.press('Enter');
  await expect(answer).toContainText('she knows it (edited)');

  await mia.getByRole('button', { name: 'Emoji' }).click();
  await mia.getByRole('button', { name: '👍' }).click();
  await mia.keyboard.press('Enter');
  await expect(teaching.getByRole('log').getByText('👍')).toBeVisible();
  await audit(teaching);

  await expect(
    mia.getByRole('button', { name: 'Actions for a message of Lena Live' }),
  ).toBeVisible();
  await teaching.getByRole('button', { name: 'Actions for a message of Mia Mute' }).click();
  await teaching.getByRole('menuitem', { name: 'Delete' }).click();
  await teaching.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(mia.getByText('This message was deleted.')).toBeVisible();
  await expect(lars.getByText('👍')).toHaveCount(0);
});

test('where sockets are blocked the chat goes over the ordinary way', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/WebSocket/);
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, room);
  await isLive(teaching);
  const blocked = await open(students[0], '/courses');
  await blocked.routeWebSocket(/\/ws\//, (socket) => socket.close());
  await blocked.goto(room);
  await write(blocked, 'Can you hear me?');
  await expect(teaching.getByText('Can you hear me?')).toBeVisible({ timeout: 60_000 });
  await expect(blocked.getByText('The chat goes on', { exact: false })).toBeVisible();
  await write(teaching, 'Very well.');
  await expect(blocked.getByText('Very well.')).toBeVisible({ timeout: 60_000 });
});
