/** What a teacher does with a draft that was made from a PDF: look at its source, make items anew. */
import type { APIRequestContext, BrowserContextOptions, Page } from '@playwright/test';
import { createCourse, register, unique, uploadMaterial } from './support/api';
import { cells, type NamedFile, pdf } from './support/files';
import { audit, phone } from './support/look';
import { expect, test } from './support/test';

type Open = (
  person: Awaited<ReturnType<typeof register>>,
  path: string,
  options?: BrowserContextOptions,
) => Promise<Page>;

async function draft(
  request: APIRequestContext,
  open: Open,
  options?: BrowserContextOptions,
  file: NamedFile = cells,
) {
  const greta = await register(request, 'teacher', 'Greta Source');
  const course = await createCourse(request, greta, unique('Sources'));
  const page = await open(greta, `/teach/assignments/new?course=${course.id}&way=pdf`, options);
  await page.getByLabel('Drop a PDF here').setInputFiles(file);
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByTestId('item').first()).toBeVisible();
  return page;
}

/** The second citation: its page is not the one that a document begins with. */
const citation = (page: Page) => page.getByRole('button', { name: /^Page [2-5]$/ }).first();

/** That the page is in sight with the words marked, and that the toolbar names it. */
async function expectShown(page: Page, number: string, within: string) {
  const shown = page.locator(`${within} [data-page="${number}"]`);
  await expect(shown).toBeInViewport();
  await expect(shown.locator('[data-current]').first()).toBeInViewport();
  await expect(page.locator(within).getByRole('textbox', { name: 'Page' })).toHaveValue(number);
}

test('beside a draft stands the page that an item cites, with the words marked', async ({
  request,
  open,
}) => {
  const page = await draft(request, open, { viewport: { width: 1280, height: 900 } });
  await citation(page).focus();
  const number = ((await citation(page).textContent()) ?? '').replace('Page ', '');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^Source of/ });
  await expect(panel).toBeFocused();
  await expectShown(page, number, 'aside[data-beside]');
  await expect(citation(page)).toHaveAttribute('aria-pressed', 'true');
  await audit(page);
  await expectShown(page, number, 'aside[data-beside]');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(citation(page)).toBeFocused();
});

test('every citation leads to its page, also where words run over the edge of it', async ({
  request,
  open,
}) => {
  const wide = pdf(
    'wide.pdf',
    'A mitochondrion is an organelle that makes energy for the cell out of sugar and oxygen all day and all night.',
    'A ribosome is a particle that builds proteins from amino acids, one after another, as messengers tell it to.',
    'A chloroplast is an organelle that turns light and carbon dioxide into sugar wherever a plant is green.',
    'A nucleus is a compartment that holds the genes of the cell, which are copied before the cell divides.',
    'A vacuole is a compartment that stores water and waste, and holds the cell upright by its pressure.',
  );
  const page = await draft(request, open, { viewport: { width: 1280, height: 900 } }, wide);
  const citations = page.getByRole('button', { name: /^Page \d$/ });
  const count = await citations.count();
  expect(count).toBeGreaterThan(2);
  for (let at = 0; at < count; at += 1) {
    await citations.nth(at).click();
    const number = ((await citations.nth(at).textContent()) ?? '').replace('Page ', '');
    await expectShown(page, number, 'aside[data-beside]');
  }
});

test('on a phone the source comes in a sheet over the draft', async ({ request, open }) => {
  const page = await draft(request, open, { ...phone, hasTouch: true });
  const number = ((await citation(page).textContent()) ?? '').replace('Page ', '');
  await citation(page).tap();
  await expect(page.getByRole('dialog', { name: /^Source of/ })).toBeVisible();
  await expectShown(page, number, '[role=dialog]');
  await audit(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('cards are made of a PDF that is among the material', async ({ request, open }) => {
  const greta = await register(request, 'teacher', 'Greta Again');
  const course = await createCourse(request, greta, unique('Material'));
  await uploadMaterial(request, greta, course, 'About cells', cells);
  const page = await open(greta, `/c/${course.id}/study`);
  await page.getByRole('link', { name: 'New assignment' }).click();
  await page.getByText('From material').click();
  await page.getByText('Flashcards', { exact: true }).click();
  await page.getByLabel('PDF among the material').selectOption('About cells');
  await audit(page);
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'About cells' })).toBeVisible();
  await expect(page.getByTestId('item').first()).toBeVisible();
  await expect(page.getByText(/^Made without a language model/)).toBeVisible();
  await citation(page).click();
  await expect(page.getByRole('complementary', { name: /^Source of Card/ })).toBeVisible();
});
