/** Making a quiz with a language model that works, hangs or fails: a stand-in, which the teacher's key tells what to do. */
import type { APIRequestContext, Page } from '@playwright/test';
import { createCourse, type Person, register, unique } from '../support/api';
import { cells } from '../support/files';
import { audit } from '../support/look';
import { expect, test } from '../support/test';

type Open = (person: Person, path: string) => Promise<Page>;

/** A teacher whose model does these things in turn, and does the last from then on. */
async function teacherOf(request: APIRequestContext, open: Open, ...script: string[]) {
  const greta = await register(request, 'teacher', 'Greta Model');
  const page = await open(greta, '/settings/account');
  await page.getByLabel('API key').fill(`says-${script.join('-')}`);
  await page.getByRole('button', { name: 'Keep the key' }).click();
  await expect(page.getByText(/^A key of yours is kept/)).toBeVisible();
  return { greta, page };
}

async function generate(request: APIRequestContext, page: Page, teacher: Person) {
  const course = await createCourse(request, teacher, unique('Models'));
  await page.goto(`/teach/assignments/new?course=${course.id}&way=pdf`);
  await page.getByLabel('Drop a PDF here').setInputFiles(cells);
  await page.getByLabel('How many at most').fill('3');
  await page.getByRole('button', { name: 'Generate' }).click();
}

const questions = (page: Page) =>
  page
    .getByLabel('Question', { exact: true })
    .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value));

test('a making under way is cancelled, and begun again by one click', async ({ request, open }) => {
  const { greta, page } = await teacherOf(request, open, 'hang', 'valid');
  await generate(request, page, greta);
  await expect(page.getByText('Writing…')).toBeVisible();
  await audit(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/^This was cancelled/)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('item')).toHaveCount(3);
  await expect(
    page.getByText(/^Made by the language model owl-3.*cost about \$0\.00/),
  ).toBeVisible();
});

test('a model that fails is named, and one click makes the quiz after all', async ({
  request,
  open,
}) => {
  const { greta, page } = await teacherOf(request, open, '500', '500', '500', 'valid');
  await generate(request, page, greta);
  await expect(page.getByRole('heading', { name: 'This could not be made' })).toBeVisible();
  await expect(page.getByText(/^The language model’s server failed/)).toBeVisible();
  await audit(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('item')).toHaveCount(3);
});

test('one question is made anew and the others stay; when that fails, it says why', async ({
  request,
  open,
}) => {
  const { greta, page } = await teacherOf(request, open, 'valid', 'valid', '401');
  await generate(request, page, greta);
  await expect(page.getByTestId('item')).toHaveCount(3);
  const [first, second, third] = await questions(page);
  const remake = page.getByRole('button', { name: 'Make Question 2 anew' });
  await remake.click();
  await expect.poll(() => questions(page)).not.toContain(second);
  const after = await questions(page);
  expect([after[0], after[2]]).toEqual([first, third]);
  await remake.click();
  // The note about it is at the top of the page, which is out of sight here.
  const toast = page.getByRole('status').getByText(/could not be made anew.*refuses the key/);
  await expect(toast).toBeInViewport();
  expect(await questions(page)).toEqual(after);
  await audit(page);
});
