/** Material from the teacher's disk to the student's eyes, at a desk and on a telephone. */
import type { Page } from '@playwright/test';
import { createCourse, enroll, register, unique, uploadMaterial } from './support/api';
import { type NamedFile, nonsense, pdf, picture } from './support/files';
import { expect, test } from './support/test';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const screens = [
  ['at a desk', {}],
  ['on a telephone', phone],
] as const;

async function choose(page: Page, ...files: NamedFile[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Upload files' }).click(),
  ]);
  await chooser.setFiles(files);
}

/** Drags a file over the page, and drops it where the page says so. */
async function drop(page: Page, { name, mimeType, buffer }: NamedFile): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([text, file, type]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], file, { type }));
      return transfer;
    },
    [buffer.toString('base64'), name, mimeType] as const,
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer });
  const overlay = page.getByTestId('drop-overlay');
  await expect(overlay).toBeVisible();
  await overlay.dispatchEvent('drop', { dataTransfer });
  await expect(overlay).toBeHidden();
}

for (const [where, options] of screens) {
  test(`two files are uploaded and read ${where}`, async ({ request, open }) => {
    const teacher = await register(request, 'teacher', 'Ute Upload');
    const student = await register(request, 'student', 'Rita Reader');
    const course = await createCourse(request, teacher, unique('Geology'));
    await enroll(request, student, course);

    const page = await open(teacher, `/c/${course.id}/materials`, options);
    await expect(page.getByText('There is no material yet.', { exact: false })).toBeVisible();
    await choose(
      page,
      pdf('Rocks_and minerals.pdf', 'Granite is hard', 'Basalt is dark'),
      picture('Quartz.png'),
    );
    await expect(page.getByRole('link', { name: 'Rocks and minerals' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Quartz' })).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);

    const reader = await open(student, `/c/${course.id}/materials`, options);
    await reader.getByRole('link', { name: 'Rocks and minerals', exact: true }).click();
    await expect(reader.getByText('Granite is hard')).toBeAttached();
    await reader.getByRole('searchbox', { name: 'Search in this document' }).fill('BASALT');
    await expect(reader.getByText('1 of 1')).toBeVisible();
    await expect(reader.getByRole('textbox', { name: 'Page' })).toHaveValue('2');
    await reader.getByRole('link', { name: /Quartz$/ }).click();
    await expect(reader.getByRole('img', { name: 'Quartz' })).toBeVisible();

    await page.getByRole('link', { name: 'Rocks and minerals', exact: true }).click();
    await page.getByRole('button', { name: 'Opened by 1' }).click();
    const panel = page.getByRole('dialog', { name: 'Who has opened it' });
    await expect(panel.getByText('1 of 1 students')).toBeVisible();
    await expect(panel.getByRole('link', { name: 'Rita Reader' })).toBeVisible();
  });
}

for (const [where, options] of screens) {
  test(`a teacher sees how much room there is ${where}`, async ({ request, open }) => {
    const teacher = await register(request, 'teacher', 'Rowan Room');
    const course = await createCourse(request, teacher, unique('Glaciers'));
    const page = await open(teacher, `/c/${course.id}/materials`, options);
    await expect(page.getByText('0 bytes of 5 GB used')).toBeVisible();
    await choose(page, pdf('Ice.pdf', 'Ice is cold'));
    await expect(page.getByRole('link', { name: 'Ice' })).toBeVisible();
    await expect(page.getByText(/^(?!0)[\d.]+ (kB|bytes) of 5 GB used$/)).toBeVisible();
  });
}

test('a file is dropped anywhere on the page', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Dora Drop');
  const course = await createCourse(request, teacher, unique('Botany'));
  const page = await open(teacher, `/c/${course.id}/materials`);
  await expect(page.getByRole('button', { name: 'Upload files' })).toBeVisible();
  await drop(page, pdf('Mosses.pdf', 'Mosses are small'));
  await expect(page.getByRole('link', { name: 'Mosses' })).toBeVisible();
});

test('what is not taken says why, and an upload survives a walk through the application', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/status of 415/);
  const teacher = await register(request, 'teacher', 'Nina Nonsense');
  const course = await createCourse(request, teacher, unique('Logic'));
  const page = await open(teacher, `/c/${course.id}/materials`);
  await choose(page, nonsense('program.pdf'));
  await expect(page.getByText('This kind of file is not taken.', { exact: false })).toBeVisible();

  let letThrough: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/api/materials/', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Dismiss program' }).click();
  await choose(page, pdf('Syllogisms.pdf', 'All men are mortal'));
  await page.getByRole('link', { name: 'Ratings', exact: true }).click();
  await expect(page.getByRole('link', { name: /^Uploading 1 file/ })).toBeVisible();
  letThrough();
  await expect(page.getByRole('link', { name: /^Uploading/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Materials', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Syllogisms' })).toBeVisible();
});

test('a link leads to a page of a document', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Paul Page');
  const course = await createCourse(request, teacher, unique('History'));
  const lines = ['One', 'Two', 'Three', 'Four'];
  const { id } = await uploadMaterial(request, teacher, course, 'Ages', pdf('a.pdf', ...lines));
  const page = await open(teacher, `/c/${course.id}/materials/${id}?page=3`);
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  await expect(page.getByText('Three', { exact: true })).toBeInViewport();
  await page.getByRole('region', { name: 'Pages of Ages' }).press('ArrowRight');
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('4');
});

test('who is not in the course is led away from its material', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Theo Teacher');
  const charlie = await register(request, 'student', 'Charlie Curious');
  const course = await createCourse(request, teacher, unique('Secrets'));
  const { id } = await uploadMaterial(request, teacher, course, 'Plan', pdf('a.pdf', 'Hidden'));
  const page = await open(charlie, `/c/${course.id}/materials/${id}`);
  await expect(page).toHaveURL(`/c/${course.id}/overview`);
  await expect(page.getByRole('link', { name: 'Materials' })).toHaveCount(0);
});
