/** Inviting people: from the form to the account of the invited, by the list, and a password that was forgotten. */
import type { BrowserContextOptions } from '@playwright/test';
import { createCourse, password, register, unique } from './support/api';
import { linkMailedTo } from './support/mail';
import { expect, test } from './support/test';

const devices: [string, BrowserContextOptions][] = [
  ['a wide screen', {}],
  ['a phone', { viewport: { width: 360, height: 740 } }],
];

for (const [device, options] of devices) {
  test(`somebody is invited into a course, comes, and is in it, on ${device}`, async ({
    request,
    open,
    allowed,
  }) => {
    const teacher = await register(request, 'teacher', 'Irma Inviting');
    const title = unique('Welcoming');
    await createCourse(request, teacher, title);
    const email = `${unique('guest')}@example.org`;

    const page = await open(teacher, '/teach/invitations', options);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Full name (optional)').fill('Gus Guest');
    await page.getByLabel('Into the course (optional)').selectOption({ label: title });
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await expect(page.getByText(`An invitation is on its way to ${email}.`)).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: email });
    await expect(row).toContainText('Pending');

    const link = await linkMailedTo(email, 'invite');
    const guest = await open(null, link, options);
    await expect(
      guest.getByText(`Irma Inviting invites you to the course “${title}”.`),
    ).toBeVisible();
    await expect(guest.getByLabel('E-mail')).toHaveValue(email);
    await guest.getByLabel('User name').fill(unique('gus'));
    await guest.getByLabel('Password', { exact: true }).fill(password);
    await guest.getByRole('button', { name: 'Accept and create the account' }).click();
    await expect(guest.getByRole('heading', { level: 1 })).toContainText('Gus');
    await expect(async () => {
      await guest.reload();
      const course = guest.getByRole('main').getByRole('link', { name: title });
      await expect(course).toBeVisible({ timeout: 3_000 });
    }).toPass();

    await page.reload();
    await expect(row).toContainText('Accepted');

    allowed.push(/status of 400/);
    const late = await open(null, link, options);
    await expect(
      late.getByRole('heading', { name: 'This invitation is not open any more' }),
    ).toBeVisible();
  });

  test(`a list is looked through, sent, and what failed can be saved, on ${device}`, async ({
    request,
    open,
  }) => {
    const teacher = await register(request, 'teacher', 'Lina List');
    const good = `${unique('good')}@example.org`;
    const csv = `email,full_name,course\r\n${good},"Good, Gail",\r\nnobody,Bad,Nowhere\r\n`;
    const page = await open(teacher, '/teach/invitations/import', options);
    await page
      .getByLabel('CSV file with the people to invite')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await expect(page.getByText('1 person can be invited')).toBeVisible();
    await page.getByText('All rows (2)').click();
    await expect(page.getByText('Good, Gail')).toBeVisible();
    await page.getByRole('button', { name: 'Send 1 invitation' }).click();
    await expect(page.getByText('1 invitation is on its way')).toBeVisible();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download what failed' }).click();
    expect((await saving).suggestedFilename()).toBe('invitations-failed.csv');
    await page.getByRole('link', { name: 'To the invitations' }).click();
    await expect(page.getByRole('row').filter({ hasText: good })).toContainText('Pending');
  });
}

test('an invitation is sent again and revoked; the link is dead then', async ({
  request,
  open,
  allowed,
}) => {
  const teacher = await register(request, 'teacher', 'Rita Revoke');
  const email = `${unique('gone')}@example.org`;
  const page = await open(teacher, '/teach/invitations');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  const actions = page.getByRole('button', { name: `Actions for the invitation of ${email}` });
  const link = await linkMailedTo(email, 'invite');
  await actions.click();
  await page.getByRole('menuitem', { name: 'Send again' }).click();
  await expect(page.getByText(`Sent again to ${email}.`, { exact: false })).toBeVisible();
  await actions.click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Revoked');
  allowed.push(/status of 40[04]/);
  const guest = await open(null, link);
  await expect(guest.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
  await expect(guest.getByLabel('User name')).toHaveCount(0);
});

test('a forgotten password is set anew by the mailed link', async ({ request, open }) => {
  const person = await register(request, 'student', 'Flora Forgetful');
  const page = await open(null, '/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(person.user.email ?? '');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await page.goto(await linkMailedTo(person.user.email ?? '', 'reset'));
  await page.getByLabel('New password', { exact: true }).fill('nine loud badgers');
  await page.getByLabel('New password again').fill('nine loud badgers');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill(person.user.username);
  await page.getByLabel('Password', { exact: true }).fill('nine loud badgers');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Flora');
});
