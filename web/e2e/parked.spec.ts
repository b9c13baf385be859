/** Parked messages: administrators see that there are none, nobody else sees the page. */
import { register, signInAdmin } from './support/api';
import { expect, test } from './support/test';

test('an administrator finds the page in the navigation, and nothing parked', async ({
  request,
  open,
}) => {
  const page = await open(await signInAdmin(request), '/admin/users');
  await page.getByRole('link', { name: 'Parked messages' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Parked messages' })).toBeVisible();
  await expect(page.getByText('Nothing is parked.')).toBeVisible();
});

test('for a teacher there is no such page', async ({ request, open }) => {
  const page = await open(await register(request, 'teacher', 'Nora Nosy'), '/admin/parked');
  await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Parked messages' })).toHaveCount(0);
});
