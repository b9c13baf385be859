/** Scheme and language: chosen, kept, and there before the first paint. */
import { register } from './support/api';
import { expect, test } from './support/test';

test('the dark scheme is chosen and kept', async ({ request, open, allowed }) => {
  allowed.push(/ERR_FAILED/);
  const page = await open(await register(request, 'student', 'Dora Dark'), '/settings/appearance');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('the language is chosen, kept, and told to readers', async ({ request, open }) => {
  const page = await open(
    await register(request, 'student', 'Gerd German'),
    '/settings/appearance',
  );
  await page.getByRole('radio', { name: 'Deutsch' }).check();
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible();
});

test('a German browser is met in German', async ({ open }) => {
  const page = await open(null, '/', { locale: 'de-DE' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Der ruhige Ort zum Lehren und Lernen',
  );
});

test('a page says when it is offline, and when it is back', async ({ request, open, allowed }) => {
  allowed.push(/ERR_INTERNET_DISCONNECTED/);
  const page = await open(await register(request, 'student', 'Olga Offline'), '/courses');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.context().setOffline(true);
  await expect(page.getByText('You are offline.', { exact: false })).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('You are offline.', { exact: false })).toHaveCount(0);
});
