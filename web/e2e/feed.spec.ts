/** The feed, as two people of a course have it open at the same time; and a post that does not get through at first. */
import { createCourse, enroll, type Person, register, unique } from './support/api';
import { expect, test } from './support/test';

type Request = Parameters<typeof register>[0];

async function pair(request: Request): Promise<{ teacher: Person; student: Person }> {
  const teacher = await register(request, 'teacher', 'Frieda Feed');
  const student = await register(request, 'student', 'Felix Feed');
  await enroll(request, student, await createCourse(request, teacher, unique('Feeding')));
  return { teacher, student };
}

const phone = { viewport: { width: 360, height: 740 } };

for (const [device, options] of [
  ['a wide screen', {}],
  ['a phone', phone],
] as const) {
  test(`what one person posts, edits and deletes shows at the other's at once, on ${device}`, async ({
    request,
    open,
  }) => {
    const { teacher, student } = await pair(request);
    const writing = await open(teacher, '/feed', options);
    const reading = await open(student, '/feed', options);
    await expect(
      reading.getByText('Nobody has written anything yet', { exact: false }),
    ).toBeVisible();

    const text = `${unique('Tomorrow')} we meet at the lake: https://example.org/lake`;
    await writing.getByLabel('New post').fill(text);
    await writing.getByRole('button', { name: 'Post', exact: true }).click();
    await expect(writing.getByRole('article')).toHaveCount(1);
    const post = reading.getByRole('article', { name: 'Post of Frieda Feed' });
    await expect(post).toContainText('we meet at the lake');
    await expect(post.getByRole('link', { name: 'https://example.org/lake' })).toBeVisible();
    await expect(post.getByRole('button', { name: 'Actions for your post' })).toHaveCount(0);

    await writing.getByRole('button', { name: 'Actions for your post' }).click();
    await writing.getByRole('menuitem', { name: 'Edit post' }).click();
    await writing.getByLabel('Edit post').fill('We meet at the river.');
    await writing.getByRole('button', { name: 'Save changes' }).click();
    await expect(post).toContainText('We meet at the river.');

    await writing.getByRole('button', { name: 'Actions for your post' }).click();
    await writing.getByRole('menuitem', { name: 'Delete' }).click();
    await writing.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(post).toHaveCount(0);
  });
}

test('a post that did not get through is kept over a reload and sent again', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/ERR_FAILED/);
  const { teacher } = await pair(request);
  const page = await open(teacher, '/feed');
  await page.route('**/api/status-updates/', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );
  await page.getByLabel('New post').fill('Persistence pays.');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('cannot be reached');
  await page.unroute('**/api/status-updates/');
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('before this was sent');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('article').filter({ hasText: 'Persistence pays.' })).toHaveCount(1);
});
