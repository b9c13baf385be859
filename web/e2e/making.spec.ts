/** What a teacher does with a draft that was made from a PDF: look at its source, make items anew. */
import { AxeBuilder } from '@axe-core/playwright';
import type { APIRequestContext, BrowserContextOptions, Page } from '@playwright/test';
import { createCourse, register, unique } from './support/api';
import { cells } from './support/files';
import { expect, test } from './support/test';

type Open = (
  person: Awaited<ReturnType<typeof register>>,
  path: string,
  options?: BrowserContextOptions,
) => Promise<Page>;

async function draft(request: APIRequestContext, open: Open, options?: BrowserContextOptions) {
  const greta = await register(request, 'teacher', 'Greta Source');
  const course = await createCourse(request, greta, unique('Sources'));
  const page = await open(greta, `/teach/assignments/new?course=${course.id}&way=pdf`, options);
  await page.getByLabel('Drop a PDF here').setInputFiles(cells);
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByTestId('item').first()).toBeVisible();
  return page;
}

/** The second citation: its page is not the one that a document begins with. */
const citation = (page: Page) => page.getByRole('button', { name: /^Page [2-5]$/ }).first();

async function expectShown(page: Page, number: string, within: string) {
  const shown = page.locator(`${within} [data-page="${number}"]`);
  await expect(shown).toBeInViewport();
  await expect(shown.locator('[data-current]').first()).toBeInViewport();
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
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(citation(page)).toBeFocused();
});
