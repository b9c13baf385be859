/** The test function of this suite: opens pages as somebody, and fails a test whose pages complain or call elsewhere. */
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import type { Person } from './api';
import { withConnection } from './connection';

export type Open = (
  person: Person | null,
  path: string,
  options?: BrowserContextOptions,
) => Promise<Page>;

interface Fixtures {
  /** Opens a page in a browser context of its own, signed in as `person` or as nobody. */
  open: Open;
  /** What a page may write to the console; tests that provoke an error add to it. */
  allowed: RegExp[];
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
  allowed: async ({}, use) => use([]),
  open: async ({ browser, baseURL, allowed }, use) => {
    const complaints: string[] = [];
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (person, path, options = {}) => {
      const context = await browser.newContext({ ...options, baseURL });
      contexts.push(context);
      await withConnection(context);
      if (person) await context.addInitScript(keepToken, person.token);
      const page = await context.newPage();
      watch(page, new URL(baseURL ?? '').origin, complaints);
      await page.goto(path);
      return page;
    });
    for (const context of contexts) await context.close();
    expect(complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
  },
});

/** Runs in the page: signs in once per context, so that a sign-out stays one. */
function keepToken(token: string): void {
  if (sessionStorage.getItem('test.signed-in')) return;
  sessionStorage.setItem('test.signed-in', 'yes');
  localStorage.setItem('lectern.token', token);
}

function watch(page: Page, origin: string, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.origin !== origin)
      complaints.push(`calls ${url}`);
  });
}

export { expect };
