/** Every kind of notification has a link, and it opens its page for whoever was told. */
import type { Page } from '@playwright/test';
import {
  type Body,
  createCourse,
  enroll,
  hands,
  type Person,
  rate,
  register,
  unique,
  uploadMaterial,
} from './support/api';
import { pdf } from './support/files';
import { isLive } from './support/lesson';
import { expect, test } from './support/test';

const second = 1000;
const hour = 3600 * second;
const from = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

const quiz = (course: number, title: string, more: Body = {}): Body => ({
  course,
  title,
  assignment_type: 'quiz',
  content: { questions: [{ question: 'Why?', options: ['a', 'b', 'c', 'd'], correct: 1 }] },
  ...more,
});

/** Clicks each of these notifications, which are told apart by their titles, and looks at the page it leads to. */
async function follow(page: Page, told: [title: RegExp, heading: string | RegExp][]) {
  for (const [title, heading] of told) {
    await page.goto('/notifications');
    const link = page.getByRole('main').getByRole('link', { name: title });
    await expect(link.first(), String(title)).toBeVisible({ timeout: 60_000 });
    await link.first().click();
    await expect(page).not.toHaveURL(/\/notifications$/);
    await expect(
      page.getByRole('heading', { level: 1, name: heading }),
      String(title),
    ).toBeVisible();
  }
}

test.setTimeout(300_000);

test('what one is told leads to its page', async ({ request, open }) => {
  const greta = await register(request, 'teacher', 'Greta Tells');
  const stefan = await register(request, 'student', 'Stefan Told');
  const [left, blocked, added] = (await Promise.all(
    ['Lea Left', 'Bert Blocked', 'Anna Added'].map((name) => register(request, 'student', name)),
  )) as [Person, Person, Person];
  const course = await createCourse(request, greta, unique('Telling'));
  const gone = await createCourse(request, greta, unique('Gone'));
  const [by, his] = [hands(request, greta), hands(request, stefan)];

  for (const student of [stefan, left, blocked]) await enroll(request, student, course);
  await enroll(request, stefan, gone);
  await by('DELETE', `courses/${gone.id}/`);
  await hands(request, left)('POST', `courses/${course.id}/unenroll/`);
  await by('POST', `courses/${course.id}/block_student/`, { student_id: blocked.user.id });
  await by('POST', `courses/${course.id}/add_student/`, { student_id: added.user.id });
  await uploadMaterial(request, greta, course, 'Tide tables', pdf('tides.pdf', 'High at noon'));
  await rate(request, stefan, course, 4, 'Clear.');

  const near = await by(
    'POST',
    'assignments/',
    quiz(course.id, 'Near', { deadline: from(24 * hour + 5 * second) }),
  );
  const free = await by(
    'POST',
    'assignments/',
    quiz(course.id, 'Free', { deadline: from(90 * hour) }),
  );
  await by('PATCH', `assignments/${free.id}/`, { deadline: from(95 * hour) });
  await by('PATCH', `assignments/${free.id}/`, { deadline: null });
  await by('PUT', `assignments/${near.id}/overrides/${added.user.id}/`, {
    deadline: from(99 * hour),
  });
  await his('POST', 'submissions/', { assignment: free.id, answers: [0] });
  const anew = { question: 'Why?', options: ['a', 'b', 'c', 'd'], correct: 0 };
  const questions = [{ ...anew, id: free.content?.questions[0]?.id }];
  await by('PATCH', `assignments/${free.id}/`, { content: { questions } });

  const room = await by('POST', 'classrooms/', { name: unique('Room'), course: course.id });
  await by('POST', `classrooms/${room.id}/send/`, {
    content: 'You there?',
    mentions: [stefan.user.id],
  });
  await by('POST', `classrooms/${room.id}/planned/`, {
    title: 'Soon',
    starts_at: from(hour + 5 * second),
  });
  const { id } = await by('POST', `classrooms/${room.id}/planned/`, {
    title: 'Ebb',
    starts_at: from(9 * hour),
  });
  await by('PATCH', `classrooms/${room.id}/planned/${id}/`, { starts_at: from(10 * hour) });
  await by('DELETE', `classrooms/${room.id}/planned/${id}/`);
  await isLive(await open(greta, `/rooms/${room.id}`));

  await follow(await open(stefan, '/notifications'), [
    [/^Gone.* was deleted$/, 'Courses'],
    [/^New material in/, 'Tide tables'],
    [/^Near is due$/, 'Near'],
    [/^Near is due in 24 hours$/, 'Near'],
    [/^Free: the deadline has moved$/, 'Free'],
    [/^Free: no deadline any more$/, 'Free'],
    [/^Free was graded anew$/, 'Free'],
    [/^Greta Tells mentioned you in/, /^Room/],
    [/ is live$/, course.title],
    [/^A lesson is planned: Soon/, course.title],
    [/^Soon.* begins soon$/, course.title],
    [/^Ebb.* was moved$/, course.title],
    [/^Ebb.* is cancelled$/, course.title],
  ]);
  await follow(await open(greta, '/notifications'), [
    [new RegExp(`^New student in ${course.title}`), course.title],
    [/^A student has left/, course.title],
    [/^New rating of/, course.title],
    [/^Free: a submission$/, 'Free'],
  ]);
  await follow(await open(blocked, '/notifications'), [[/^You were removed from/, course.title]]);
  await follow(await open(added, '/notifications'), [
    [/^You were added to/, course.title],
    [/^Near: more time for you$/, 'Near'],
  ]);
});
