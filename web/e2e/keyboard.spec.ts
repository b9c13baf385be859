/** Everything by keyboard: keys, palette, focus. */
import { createCourse, register, unique } from './support/api';
import { expect, test } from './support/test';

test('keys lead to the pages, and the focus to their headings', async ({ request, open }) => {
  const page = await open(await register(request, 'student', 'Kim Keys'), '/dashboard');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const [keys, title] of [
    ['gc', 'Courses'],
    ['gn', 'Notifications'],
    ['gh', /^Good/],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
  }
});

test('a slash goes to the search of the page, a question mark shows the keys', async ({
  request,
  open,
}) => {
  const page = await open(await register(request, 'student', 'Kim Keys'), '/courses');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search courses' })).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
});

test('the palette finds a course and opens it', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Petra Palette');
  const course = await createCourse(request, teacher, unique('Cartography'));
  const page = await open(teacher, '/dashboard');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search courses/ })).toBeFocused();
  await page.keyboard.type(course.title);
  await expect(
    page.getByRole('option', { name: new RegExp(course.title), selected: true }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: course.title })).toBeVisible();
});

test('the first Tab leads past the navigation', async ({ request, open }) => {
  const page = await open(await register(request, 'student', 'Kim Keys'), '/courses');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('single keys can be switched off', async ({ request, open }) => {
  const page = await open(await register(request, 'student', 'Kim Keys'), '/settings/appearance');
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).press('Space');
  await expect(page.getByRole('switch', { name: 'Single-key shortcuts' })).not.toBeChecked();
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search courses/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(1);
});

test('a menu opens and is used by keyboard', async ({ request, open }) => {
  const page = await open(await register(request, 'student', 'Kim Keys'), '/dashboard');
  const button = page.getByRole('button', { name: /^Account of/ });
  await button.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Your profile' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/settings/profile');
});
