/** The board under fingers, a pen and the hand that holds it; and a laser, which leaves nothing. */
import type { Page } from '@playwright/test';
import { beginLesson, isLive, phone } from './support/lesson';
import { pointersOn } from './support/pointers';
import { expect, type Open, test } from './support/test';

const board = (page: Page) => page.getByRole('img', { name: /^The whiteboard/ });
const shows = (page: Page, count: number) =>
  expect(page.getByRole('img', { name: new RegExp(`with ${count} objects?$`) })).toBeVisible();
const zoom = (page: Page) => page.getByRole('group', { name: 'Zoom' });

/** A student with a screen to touch, and the teacher, who sees what is drawn there. */
async function begin(open: Open, lesson: Awaited<ReturnType<typeof beginLesson>>, options = {}) {
  const { teacher, students, room } = lesson;
  const teaching = await open(teacher, room);
  const touching = await open(students[0], room, { hasTouch: true, ...options });
  for (const page of [teaching, touching]) await isLive(page);
  return { teaching, touching, pointers: await pointersOn(touching, board(touching)) };
}

test('two fingers zoom and push the board and draw nothing, one draws', async ({
  request,
  open,
}) => {
  test.slow();
  const { teaching, touching, pointers } = await begin(open, await beginLesson(request), phone);
  await pointers.down({ id: 1, at: [0.45, 0.5] });
  await pointers.down({ id: 2, at: [0.55, 0.5] });
  for (const apart of [0.1, 0.15, 0.2]) {
    await pointers.move({ id: 1, at: [0.5 - apart, 0.5] }, { id: 2, at: [0.5 + apart, 0.5] });
  }
  await expect(zoom(touching)).toContainText(/[2-9]\d\d%/);
  for (const on of [0.1, 0.2, 0.3, 0.4]) {
    await pointers.move({ id: 1, at: [0.3 + on, 0.5 + on] }, { id: 2, at: [0.55 + on, 0.5 + on] });
  }
  await pointers.up(2);
  await pointers.move({ id: 1, at: [0.5, 0.5] });
  await pointers.up(1);
  await shows(touching, 0);

  await pointers.down({ id: 3, at: [0.1, 0.1] });
  await pointers.move({ id: 3, at: [0.2, 0.4] });
  await pointers.up(3);
  for (const page of [teaching, touching]) await shows(page, 1);
  await teaching.getByText('The board in words (1)').click();
  const words = teaching.getByRole('list', { name: 'Written on the board' });
  await expect(words).toContainText('Drawing, top left, by Lars Live');

  await touching.getByRole('button', { name: 'Eraser' }).click();
  await pointers.down({ id: 4, at: [0.15, 0.25] });
  await pointers.down({ id: 5, at: [0.6, 0.6] });
  await pointers.move({ id: 5, at: [0.7, 0.7] });
  await pointers.up(4, 5);
  await shows(touching, 1);
  await pointers.down({ id: 6, at: [0.15, 0.25] });
  await pointers.up(6);
  for (const page of [teaching, touching]) await shows(page, 0);
});

test('the hand that holds a pen draws nothing, and does not stop the pen', async ({
  request,
  open,
}) => {
  test.slow();
  const { teaching, touching, pointers } = await begin(open, await beginLesson(request));
  await pointers.down({ id: 1, at: [0.7, 0.7] });
  await pointers.penDown([0.2, 0.2]);
  await pointers.penMove([0.3, 0.2]);
  await pointers.down({ id: 2, at: [0.8, 0.7] });
  await pointers.move({ id: 1, at: [0.72, 0.7] }, { id: 2, at: [0.85, 0.75] });
  for (const u of [0.4, 0.5, 0.6]) await pointers.penMove([u, 0.2]);
  await pointers.penUp([0.6, 0.2]);
  await pointers.up(1, 2);
  for (const page of [teaching, touching]) await shows(page, 1);
  await expect(zoom(touching)).toContainText('100%');
  await teaching.getByText('The board in words (1)').click();
  const words = teaching.getByRole('list', { name: 'Written on the board' });
  await expect(words).toContainText('Drawing, top, by Lars Live');

  await pointers.down({ id: 3, at: [0.5, 0.8] });
  await pointers.move({ id: 3, at: [0.6, 0.8] });
  await pointers.up(3);
  await pointers.penDown([0.2, 0.8]);
  await pointers.penMove([0.4, 0.8]);
  await pointers.penUp([0.4, 0.8]);
  for (const page of [teaching, touching]) await shows(page, 2);
});

test('a touch as large as a hand draws nothing, and a finger beside it does', async ({
  request,
  open,
}) => {
  test.slow();
  const { teaching, touching, pointers } = await begin(open, await beginLesson(request));
  await pointers.down({ id: 1, at: [0.8, 0.8], radius: 60 });
  await pointers.move({ id: 1, at: [0.7, 0.8], radius: 60 });
  await pointers.down({ id: 2, at: [0.2, 0.2] });
  await pointers.move({ id: 2, at: [0.4, 0.2] });
  await pointers.up(2);
  for (const page of [teaching, touching]) await shows(page, 1);
  await pointers.up(1);
  await pointers.down({ id: 3, at: [0.2, 0.6] });
  await pointers.move({ id: 3, at: [0.4, 0.6] });
  await pointers.move({ id: 3, at: [0.42, 0.6], radius: 60 });
  await pointers.up(3);
  await pointers.down({ id: 4, at: [0.2, 0.9] });
  await pointers.move({ id: 4, at: [0.4, 0.9] });
  await pointers.up(4);
  for (const page of [teaching, touching]) await shows(page, 2);
});

test('a laser is seen by the others under its name, goes out, and leaves nothing', async ({
  request,
  open,
}) => {
  test.slow();
  const { teaching, touching } = await begin(open, await beginLesson(request), phone);
  await teaching.getByRole('button', { name: 'Laser pointer' }).click();
  const box = await board(teaching).boundingBox();
  if (!box) throw new Error('The board has no place on the page.');
  const laser = touching.getByRole('region', { name: 'Board' }).getByText('Lena Live');
  await teaching.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await teaching.mouse.down();
  await expect(async () => {
    await teaching.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5, { steps: 5 });
    await teaching.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3, { steps: 5 });
    await expect(laser).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await teaching.mouse.up();
  await expect(laser).toHaveCount(0);
  for (const page of [teaching, touching]) {
    await shows(page, 0);
    await page.reload();
    await isLive(page);
    await shows(page, 0);
  }
});
