/** Signing in and out, and sessions that end while somebody works. */
import { endSessions, password, register, signInAdmin, unique } from './support/api';
import { expect, test } from './support/test';

test('who is not signed in is led back after signing in', async ({ request, open }) => {
  const { user } = await register(request, 'student', 'Rita Return');
  const page = await open(null, '/settings/appearance');
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByLabel('User name').fill(user.username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/settings/appearance');
});

test('a session that ends asks for the password and loses nothing that was typed', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/status of 401/);
  const teacher = await register(request, 'teacher', 'Ella Expired');
  const title = unique('Half a thought');
  const page = await open(teacher, '/teach/courses/new');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Code').fill(unique('EX').slice(0, 20));
  await endSessions(request, teacher);

  await page.getByRole('button', { name: 'Create course' }).click({ noWaitAfter: true });
  const dialog = page.getByRole('dialog', { name: 'Please sign in again' });
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});

test('signing out in one tab signs out in all', async ({ request, open }) => {
  const student = await register(request, 'student', 'Tom Tabs');
  const first = await open(student, '/dashboard');
  const second = await first.context().newPage();
  await second.goto('/courses');
  await expect(second.getByRole('heading', { level: 1 })).toBeVisible();
  await first.getByRole('button', { name: /^Account of/ }).click();
  await first.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(first).toHaveURL(/\/login/);
  await expect(second).toHaveURL(/\/login/);
});

test('a new password signs out the other devices', async ({ request, open, allowed }) => {
  allowed.push(/status of 401/);
  const student = await register(request, 'student', 'Paul Password');
  const page = await open(student, '/settings/account');
  await page.getByLabel('Current password').fill(password);
  await page.getByLabel('New password', { exact: true }).fill('eight louder otters');
  await page.getByLabel('New password again').fill('eight louder otters');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed.', { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByText('This device')).toBeVisible();
});

test('an administrator blocks somebody, who is out at once', async ({ request, open, allowed }) => {
  allowed.push(/status of 40[13]/);
  const dana = await signInAdmin(request);
  const student = await register(request, 'student', unique('Bruno Blocked'));
  const theirs = await open(student, '/dashboard');
  await expect(theirs.getByRole('heading', { level: 1 })).toContainText('Bruno');

  const admin = await open(dana, `/admin/users?q=${student.user.username}`);
  await admin.getByRole('button', { name: `Block ${student.user.full_name}` }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(
    admin.getByRole('button', { name: `Unblock ${student.user.full_name}` }),
  ).toBeVisible();

  await theirs.getByRole('link', { name: 'Courses', exact: true }).click();
  await expect(
    theirs.getByRole('dialog').or(theirs.getByText('This account is blocked')),
  ).toBeVisible();
});
