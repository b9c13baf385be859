/** A telephone: 360 px wide, touched. */
import { createCourse, register, unique, uploadMaterial } from './support/api';
import { pdf } from './support/files';
import { expect, test } from './support/test';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('the bottom bar and its sheet lead everywhere', async ({ request, open }) => {
  const page = await open(await register(request, 'student', 'Pia Phone'), '/dashboard', phone);
  const bar = page.getByRole('navigation', { name: 'Main' }).filter({ visible: true });
  await bar.getByRole('link', { name: 'Courses' }).tap();
  await expect(page).toHaveURL('/courses');
  await bar.getByRole('button', { name: 'More' }).tap();
  await page.getByRole('dialog').getByRole('link', { name: 'Settings' }).tap();
  await expect(page).toHaveURL('/settings/profile');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('everything that is touched is large enough', async ({ request, open }) => {
  const teacher = await register(request, 'teacher', 'Thea Thumb');
  const course = await createCourse(request, teacher, unique('Pottery'));
  const { id } = await uploadMaterial(request, teacher, course, 'Clay', pdf('a.pdf', 'Clay'));
  const parts = ['people', 'materials', `materials/${id}`, 'ratings'].map(
    (part) => `/c/${course.id}/${part}`,
  );
  const own = ['/teach/invitations', '/teach/invitations/import', '/settings/profile'];
  for (const path of ['/dashboard', '/courses', '/feed', '/notifications', ...parts, ...own]) {
    const page = await open(teacher, path, phone);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const small = await page
      .locator('button:visible, input:visible, nav a:visible')
      .evaluateAll((elements) =>
        elements
          .filter((element) => !element.closest('label, [data-toast]'))
          .filter((element) => element.getAttribute('type') !== 'radio')
          .filter((element) => element.getBoundingClientRect().height < 44)
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    expect(small, path).toEqual([]);
  }
});
