/** Health: administrators see how each part of the running system is, nobody else sees the page. */
import { register, signInAdmin } from './support/api';
import { expect, test } from './support/test';

test('an administrator sees that every service and server is well', async ({ request, open }) => {
  const page = await open(await signInAdmin(request), '/admin/users');
  await page.getByRole('link', { name: 'Health' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Health' })).toBeVisible();
  await expect(page.getByText('Everything is well.')).toBeVisible();
  await expect(page.getByRole('main').getByText('Well', { exact: true })).toHaveCount(7);
  await expect(page.getByText('Version 0.1.0').first()).toBeVisible();
});

test('for a student there is no such page', async ({ request, open }) => {
  const page = await open(await register(request, 'student', 'Nils Nosy'), '/admin/health');
  await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Health' })).toHaveCount(0);
});
