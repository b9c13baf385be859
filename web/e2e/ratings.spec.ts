/** Rating a course, at a desk and on a telephone; its teacher is told and led there. */
import { createCourse, enroll, register, unique } from './support/api';
import { expect, test } from './support/test';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

for (const [where, options] of [
  ['at a desk', {}],
  ['on a telephone', phone],
] as const) {
  test(`a student rates, changes the rating and deletes it ${where}`, async ({ request, open }) => {
    const teacher = await register(request, 'teacher', 'Rosa Rated');
    const student = await register(request, 'student', 'Stella Stars');
    const course = await createCourse(request, teacher, unique('Astronomy'));
    await enroll(request, student, course);

    const page = await open(student, `/c/${course.id}/ratings`, options);
    await expect(page.getByText('Not rated yet.')).toBeVisible();
    await page.getByRole('radio', { name: '1 star' }).focus();
    await page.keyboard.press('Space');
    for (const _ of [2, 3, 4]) await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: '4 stars' })).toBeChecked();
    await page.getByLabel('In your words').fill('I see the sky anew.');
    await page.getByRole('button', { name: 'Rate this course' }).click();
    await expect(page.getByText('1 rating', { exact: true }).last()).toBeVisible();
    await expect(page.getByText('Thank you for your rating.')).toBeVisible();

    const owner = await open(teacher, '/notifications');
    await owner
      .getByRole('main')
      .getByRole('link', { name: /rating/i })
      .first()
      .click();
    await expect(owner).toHaveURL(`/c/${course.id}/ratings`);
    await expect(owner.getByText('I see the sky anew.')).toBeVisible();
    await expect(owner.getByRole('radio')).toHaveCount(0);

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('radio', { name: '5 stars' }).check({ force: true });
    await page.getByRole('button', { name: 'Save rating' }).click();
    await expect(page.getByRole('row', { name: /^5 stars 100 percent/ })).toBeVisible();

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete rating' }).click();
    await expect(page.getByText('Not rated yet.')).toBeVisible();
  });
}
