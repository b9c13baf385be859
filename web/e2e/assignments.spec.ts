/** A quiz from its first question to its results, as a teacher and a student live it. */
import type { Locator, Page } from '@playwright/test';
import { createCourse, enroll, register, unique } from './support/api';
import { cells } from './support/files';
import { expect, test } from './support/test';

async function write(item: Locator, question: string, options: string[], right: number) {
  await item.getByLabel('Question', { exact: true }).fill(question);
  for (const [index, option] of options.entries()) {
    await item.getByRole('textbox', { name: `Option ${index + 1}` }).fill(option);
  }
  await item.getByRole('radio', { name: `Option ${right} is right` }).check();
}

async function publish(page: Page) {
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Published', { exact: true })).toBeVisible();
}

test('a teacher writes a quiz, a student answers it, and the teacher sees the result', async ({
  request,
  open,
}) => {
  const greta = await register(request, 'teacher', 'Greta Quiz');
  const stefan = await register(request, 'student', 'Stefan Quiz');
  const course = await createCourse(request, greta, unique('Answers'));
  await enroll(request, stefan, course);

  const teacher = await open(greta, `/c/${course.id}/study`);
  await teacher.getByRole('link', { name: 'New assignment' }).click();
  await teacher.getByLabel('Title').fill('Tides');
  await teacher.getByRole('button', { name: 'Create a draft' }).click();
  await teacher.getByRole('button', { name: 'Add a question' }).click();
  const items = teacher.getByTestId('item');
  const bodies = ['The sun', 'The moon', 'The wind', 'Fish'];
  await write(items.nth(0), 'What makes the tides?', bodies, 2);
  await teacher.getByRole('button', { name: 'Add a question' }).click();
  await write(items.nth(1), 'What makes waves?', bodies, 3);
  await teacher.getByRole('button', { name: 'Save changes' }).click();
  await expect(teacher.getByText('Not saved yet')).toHaveCount(0);

  const student = await open(stefan, `/c/${course.id}/study`);
  await expect(student.getByText('There are no quizzes or flashcards')).toBeVisible();
  await publish(teacher);
  await student.reload();
  await student.getByRole('link', { name: 'Start: Tides' }).click();
  await student.getByRole('button', { name: 'Start' }).click();
  await student.getByRole('radio', { name: 'The moon' }).click();
  await student.getByRole('button', { name: 'Next' }).click();
  await student.getByRole('radio', { name: 'Fish' }).click();
  await student.getByRole('button', { name: 'Submit' }).click();
  await student.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await expect(student.getByText('1 of 2 right')).toBeVisible();

  await teacher.getByRole('link', { name: 'Submissions' }).click();
  await expect(teacher.getByRole('row', { name: /Stefan Quiz.*50 %/ })).toBeVisible();
  await teacher.getByRole('link', { name: 'Results' }).click();
  await expect(teacher.getByRole('row', { name: '50–59 1' })).toBeVisible();
  const waves = teacher.getByRole('table', { name: 'What makes waves?' });
  await expect(waves.getByRole('row', { name: 'Fish 1' })).toBeVisible();
});

test('a PDF becomes a draft whose questions name their page', async ({ request, open }) => {
  const greta = await register(request, 'teacher', 'Greta Maker');
  const course = await createCourse(request, greta, unique('Making'));
  const page = await open(greta, `/teach/assignments/new?course=${course.id}&way=pdf`);
  await page.getByLabel('Drop a PDF here').setInputFiles(cells);
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await expect(page.getByTestId('item').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Page \d/ }).first()).toBeVisible();
});
