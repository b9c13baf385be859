/** The board of a lesson: a teacher and two students draw, move and turn pages; one drops out and comes back. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { uploadMaterial } from './support/api';
import { findAgain, lose } from './support/connection';
import { pdf } from './support/files';
import { audit, beginLesson, isLive, phone } from './support/lesson';
import { expect, test } from './support/test';

const board = (page: Page) => page.getByRole('img', { name: /^The whiteboard/ });
const shows = (page: Page, count: number) =>
  expect(page.getByRole('img', { name: new RegExp(`with ${count} objects?$`) })).toBeVisible();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await board(page).boundingBox();
  if (!box) throw new Error('The board has no place on the page.');
  const at = ([u, v]: [number, number]) => [box.x + box.width * u, box.y + box.height * v] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 8 });
  await page.mouse.up();
}

test('three people draw and move, by pointer and by keys, and can read what is there', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, room);
  const lars = await open(students[0], room);
  const mia = await open(students[1], room, phone);
  for (const page of [teaching, lars, mia]) await isLive(page);

  await teaching.keyboard.press('l');
  await drag(teaching, [0.1, 0.1], [0.3, 0.3]);
  await lars.keyboard.press('p');
  await drag(lars, [0.6, 0.2], [0.9, 0.3]);
  await mia.getByRole('button', { name: 'Rectangle' }).click();
  await drag(mia, [0.4, 0.6], [0.6, 0.8]);
  for (const page of [teaching, lars, mia]) await shows(page, 3);
  const inWords = (page: Page) => page.getByRole('list', { name: 'Written on the board' });
  await lars.getByText('The board in words (3)').click();
  await expect(inWords(lars)).toContainText('Line, top left, by Lena Live');

  await teaching.keyboard.press('v');
  await drag(teaching, [0.2, 0.2], [0.5, 0.2]);
  await expect(inWords(lars)).toContainText('Line, top, by Lena Live');
  await lars.getByRole('button', { name: /^Rectangle, bottom, by Mia/ }).click();
  await board(lars).focus();
  for (let n = 0; n < 6; n += 1) await lars.keyboard.press('Shift+ArrowLeft');
  await expect(inWords(lars)).toContainText('Rectangle, bottom left, by Mia Mute');
  await audit(lars);
  await audit(mia);
  for (let n = 0; n < 6; n += 1) await lars.keyboard.press('Control+z');
  await expect(inWords(lars)).toContainText('Rectangle, bottom, by Mia Mute');
});

test('pages turn for all, one looks back alone, and who was away comes back to the same', async ({
  request,
  open,
  allowed,
}) => {
  test.slow();
  allowed.push(/WebSocket/);
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, room);
  const lars = await open(students[0], room);
  const mia = await open(students[1], room, phone);
  for (const page of [teaching, lars, mia]) await isLive(page);
  await teaching.keyboard.press('l');
  for (const y of [0.2, 0.5, 0.8]) await drag(teaching, [0.1, y], [0.9, y]);
  await shows(lars, 3);

  await press(teaching, 'Add a page');
  for (const page of [teaching, lars, mia]) await expect(page.getByText('2 of 2')).toBeVisible();
  await press(lars, 'Previous page');
  await shows(lars, 3);
  await expect(teaching.getByText('2 of 2')).toBeVisible();
  await press(lars, 'Follow the teacher');
  await shows(lars, 0);

  await lose(mia);
  await expect(mia.getByText('The connection is lost.')).toBeVisible();
  await teaching.keyboard.press('e');
  await press(teaching, 'Previous page');
  await shows(lars, 3);
  await press(teaching, 'Clear the page');
  await shows(lars, 0);
  await press(teaching, 'Bring it back');
  await shows(lars, 3);
  await drag(teaching, [0.5, 0.8], [0.5, 0.8]);
  await shows(lars, 2);
  await expect(mia.getByText('2 of 2')).toBeVisible();
  await findAgain(mia);
  await expect(mia.getByText('1 of 2')).toBeVisible({ timeout: 30_000 });
  await shows(mia, 2);

  await teaching.keyboard.press('?');
  await expect(teaching.getByRole('dialog')).toContainText('Laser pointer');
  await audit(teaching);
  await teaching.keyboard.press('Escape');
});

test('a page of a PDF lies below the board, is zoomed into, and all of it can be kept', async ({
  request,
  open,
}) => {
  const { teacher, students, course, room } = await beginLesson(request);
  await uploadMaterial(
    request,
    teacher,
    course,
    'Slides',
    pdf('slides.pdf', 'One', 'Two', 'Three'),
  );
  const teaching = await open(teacher, room);
  const lars = await open(students[0], room);
  for (const page of [teaching, lars]) await isLive(page);
  await expect(lars.getByRole('button', { name: 'Background' })).toHaveCount(0);

  await press(teaching, 'Background');
  await teaching.getByRole('button', { name: 'Slides' }).click();
  await teaching.getByRole('button', { name: '3 pages, one for each' }).click();
  for (const page of [teaching, lars]) await expect(page.getByText('1 of 3')).toBeVisible();
  await expect.poll(() => darkest(lars), { timeout: 30_000 }).toBeLessThan(128);

  await press(lars, 'Zoom in');
  await expect(lars.getByRole('group', { name: 'Zoom' })).toContainText('150%');
  await drag(lars, [0.1, 0.1], [0.5, 0.5]);
  await shows(teaching, 1);
  await press(lars, 'Show the whole board');
  await audit(teaching);

  await press(teaching, 'Save the board');
  const saved = teaching.waitForEvent('download');
  await teaching.getByRole('menuitem', { name: 'All pages as PDF' }).click();
  const bytes = await readFile((await (await saved).path()) as string);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes.toString('latin1')).toContain('/Count 3');
  await press(teaching, 'Save the board');
  const picture = teaching.waitForEvent('download');
  await teaching.getByRole('menuitem', { name: 'This page as PNG' }).click();
  expect((await picture).suggestedFilename()).toMatch(/\.png$/);
});

/** The least light of what the board shows: an empty one is white. */
function darkest(page: Page): Promise<number> {
  return page.locator('canvas').evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      willReadFrequently: true,
    });
    if (!context || !width) return 255;
    context.drawImage(element as HTMLCanvasElement, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let least = 255;
    for (let at = 0; at < data.length; at += 4) {
      const light = data[at + 3] === 255 ? (data[at] ?? 255) : 255;
      least = Math.min(least, light);
    }
    return least;
  });
}
