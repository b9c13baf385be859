/** Courses and their people, as owners and students change them. */
import { createCourse, enroll, register, unique } from './support/api';
import { expect, test } from './support/test';

test('a course is changed and deleted by its owner', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Otto Owner');
  const course = await createCourse(request, teacher, unique('Statistics'));
  const page = await open(teacher, `/c/${course.id}/settings`);

  await page.getByLabel('Title').fill(`${course.title} II`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${course.title} II`);

  await page.getByRole('button', { name: 'Delete course' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Delete course' });
  await expect(confirm).toBeDisabled();
  await dialog.getByLabel(/^Type/).fill(course.code);
  await confirm.click();
  await expect(page).toHaveURL(/\/courses\?show=own$/);
  await expect(page.getByText('You do not teach a course yet.')).toBeVisible();
});

test('a taken code is said at its field, and what was typed stays', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/status of 400/);
  const teacher = await register(request, 'teacher', 'Tara Twice');
  const course = await createCourse(request, teacher, unique('Logic'));
  const page = await open(teacher, '/teach/courses/new');
  await page.getByLabel('Title').fill('The same again');
  await page.getByLabel('Code').fill(course.code);
  await page.getByRole('button', { name: 'Create course' }).click();
  await expect(page.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Title')).toHaveValue('The same again');
});

test('the owner adds a student, blocks them, and lets them in again', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Paula People');
  const student = await register(request, 'student', unique('Nora Newcomer'));
  const course = await createCourse(request, teacher, unique('Ethics'));
  const name = student.user.full_name;
  const page = await open(teacher, `/c/${course.id}/people`);

  await page.getByRole('textbox', { name: /Name or user name/ }).fill(student.user.username);
  await page.getByRole('option', { name: new RegExp(student.user.username) }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();

  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Block from this course' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block from this course' }).click();
  await expect(page.getByRole('heading', { name: 'Blocked', exact: true })).toBeVisible();

  await page.getByRole('button', { name: `Let ${name} in again` }).click();
  await expect(page.getByRole('heading', { name: 'Blocked', exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name })).toBeVisible();
});

test('a student leaves a course after a question', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Theo Teacher');
  const student = await register(request, 'student', 'Lea Leaver');
  const course = await createCourse(request, teacher, unique('Rhetoric'));
  await enroll(request, student, course);
  const page = await open(student, `/c/${course.id}/overview`);
  await page.getByRole('button', { name: /Leave\?$/ }).click();
  await page.getByRole('button', { name: 'Leave course' }).click();
  await expect(page.getByRole('button', { name: `Enrol in ${course.title}` })).toBeVisible();
  await expect(page.getByText('0 students').first()).toBeVisible();
});

test('students see no pages of the owner', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Theo Teacher');
  const student = await register(request, 'student', 'Charlie Curious');
  const course = await createCourse(request, teacher, unique('Botany'));
  const page = await open(student, `/c/${course.id}/settings`);
  await expect(page).toHaveURL(`/c/${course.id}/overview`);
  await page.goto('/admin/users');
  await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
});
