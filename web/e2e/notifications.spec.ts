/** Notifications in the browser: live, one stream for all tabs, what one is told, and mails. */
import type { BrowserContext, Page, Request } from '@playwright/test';
import { createCourse, enroll, register, unique } from './support/api';
import { expect, test } from './support/test';

const stream = /\/api\/notifications\/stream\//;

/** Counts the streams of a context that are open; those of a page that was closed are gone without a word. */
function countStreams(context: BrowserContext): () => number {
  const open = new Map<Request, Page>();
  context.on('request', (request) => {
    if (stream.test(request.url())) open.set(request, request.frame().page());
  });
  context.on('requestfailed', (request) => open.delete(request));
  context.on('requestfinished', (request) => open.delete(request));
  return () => [...open.values()].filter((page) => !page.isClosed()).length;
}

const badge = (page: Page) => page.getByRole('link', { name: /Notifications.*unread/ }).first();

test('ten tabs share one stream, and another takes over when its tab closes', async ({
  open,
  request,
}) => {
  // Ten whole pages, one after the other.
  test.setTimeout(300_000);
  const teacher = await register(request, 'teacher', 'Tina Tabs');
  const course = await createCourse(request, teacher, unique('Tabs'));
  const first = await open(teacher, '/dev/mail');
  const context = first.context();
  const streams = countStreams(context);
  const tabs = [first];
  while (tabs.length < 10) tabs.push(await context.newPage());
  for (const tab of tabs) {
    await tab.goto('/notifications');
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await expect.poll(streams).toBe(1);

  await enroll(request, await register(request, 'student', 'Sam One'), course);
  for (const tab of tabs) {
    await expect(tab.getByRole('main').getByText('Sam One has enrolled')).toBeVisible();
    await expect(badge(tab)).toBeVisible();
  }
  expect(streams()).toBe(1);

  await first.close();
  await expect.poll(streams).toBe(1);
  await enroll(request, await register(request, 'student', 'Sam Two'), course);
  for (const tab of tabs.slice(1)) {
    await expect(tab.getByRole('main').getByText('Sam Two has enrolled')).toBeVisible();
  }
  expect(streams()).toBe(1);
});

test('what one chooses stays, and a calendar gets another address', async ({ open, request }) => {
  const page = await open(
    await register(request, 'student', 'Pia Picks'),
    '/settings/notifications',
  );
  const choice = page.getByRole('switch', { name: 'Materials: Mail at once' });
  await expect(choice).toBeChecked();
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await choice.press(' ');
  expect((await saved).ok()).toBe(true);
  await page.reload();
  await expect(choice).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'Deadlines: Mail at once' })).toBeChecked();

  const address = page.getByRole('textbox', { name: 'Calendar address' });
  const before = await address.inputValue();
  expect((await request.get(before)).status()).toBe(200);
  await page.getByRole('button', { name: 'Change the address' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change the address' }).click();
  await expect(address).not.toHaveValue(before);
  expect((await request.get(before)).status()).toBe(404);
});

// Chromium says so when the test itself looks into a frame in which nothing may run.
const quiet = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
  allowed: async ({}, use) => use([/^Blocked script execution in 'about:srcdoc'/]),
});

quiet(
  'a mail arrives, cannot run anything, and its link ends such mails',
  async ({ open, request }) => {
    const name = `${unique('Mallory')} <img src=x onerror="document.title='run'">`;
    const teacher = await register(request, 'teacher', 'Mia Mailed');
    const course = await createCourse(request, teacher, unique('Mailed'));
    await enroll(request, await register(request, 'student', name), course);
    const page = await open(null, '/dev/mail');
    await page.getByRole('link', { name: `New student in ${course.title}` }).click();
    const mail = page.frameLocator('iframe');
    await expect(mail.getByText(`${name} has enrolled in`)).toBeVisible();
    expect(await mail.locator('img').count()).toBe(0);
    const link = await mail
      .getByRole('link', { name: 'No more mails of this kind' })
      .getAttribute('href');
    await page.goto(new URL(link ?? '').pathname);
    await page.getByRole('button', { name: 'No more of these mails' }).click();
    await expect(page.getByText('You get no more mails about: Enrolments.')).toBeVisible();
  },
);
