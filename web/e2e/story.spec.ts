/** The main story, as two people live it side by side. */
import { password, register, unique } from './support/api';
import { expect, test } from './support/test';

test('a teacher makes a course, a student enrols, and the badge counts up without a reload', async ({
  request,
  open,
}) => {
  const maria = await register(request, 'teacher', 'Maria Story');
  const title = unique('Marine Biology');
  const teacher = await open(null, '/');

  await teacher.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await teacher.getByLabel('User name').fill(maria.user.username);
  await teacher.getByLabel('Password', { exact: true }).fill(password);
  await teacher.getByRole('button', { name: 'Sign in' }).click();
  await expect(teacher.getByRole('heading', { level: 1 })).toContainText('Maria');

  await teacher.getByRole('link', { name: 'New course' }).first().click();
  await teacher.getByLabel('Title').fill(title);
  await teacher.getByLabel('Code').fill(unique('MAR').slice(0, 20));
  await teacher.getByLabel('Description').fill('Life between the tides.');
  await teacher.getByRole('button', { name: 'Create course' }).click();
  await expect(teacher.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(teacher.getByTestId('unread-badge')).toHaveCount(0);

  const student = await open(null, '/register');
  const username = unique('sam');
  await student.getByLabel('Full name').fill('Sam Story');
  await student.getByLabel('E-mail').fill(`${username}@example.org`);
  await student.getByLabel('User name').fill(username);
  await student.getByLabel('Password', { exact: true }).fill(password);
  await student.getByRole('button', { name: 'Create an account' }).click();
  await student.getByRole('link', { name: 'Browse the catalogue' }).click();
  await student.getByRole('searchbox', { name: 'Search courses' }).fill(title);
  await expect(student.getByRole('article')).toHaveCount(1);
  await student.getByRole('button', { name: `Enrol in ${title}` }).click();
  await expect(student.getByRole('button', { name: `Enrolled in ${title}. Leave?` })).toBeVisible();

  await expect(teacher.getByTestId('unread-badge').filter({ visible: true })).toContainText('1');
  await expect(teacher.getByText('1 student', { exact: true }).first()).toBeVisible();
  await teacher
    .getByRole('link', { name: /^Notifications/ })
    .filter({ visible: true })
    .click();
  await teacher
    .getByRole('main')
    .getByRole('link', { name: /New student/ })
    .click();
  await expect(teacher).toHaveURL(/\/c\/\d+\/people$/);
  await expect(teacher.getByRole('link', { name: 'Sam Story', exact: true })).toBeVisible();
  await expect(teacher.getByTestId('unread-badge')).toHaveCount(0);
});
