/** axe on every page, light and dark, wide and narrow: no violation of WCAG 2.2 AA, and nothing that scrolls sideways. */
import { AxeBuilder } from '@axe-core/playwright';
import type { APIRequestContext, Page } from '@playwright/test';
import {
  answerQuiz,
  createAssignment,
  createCourse,
  enroll,
  type Person,
  post,
  rate,
  register,
  signInAdmin,
  unique,
  uploadMaterial,
} from './support/api';
import { type NamedFile, pdf, picture } from './support/files';
import { wear } from './support/look';
import { expect, test } from './support/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const widths = [1280, 360];
const schemes = ['light', 'dark'] as const;

interface Scene {
  teacher: Person;
  student: Person;
  admin: Person;
  course: number;
  /** By what it is. */
  material: Record<'pdf' | 'image', number>;
  assignment: Record<'quiz' | 'deck' | 'draft', number>;
}

const nobody: [string, (scene: Scene) => string][] = [
  ['the start page', () => '/'],
  ['the sign-in', () => '/login'],
  ['the registration', () => '/register'],
  ['a forgotten password', () => '/forgot'],
  ['another password', () => '/reset/something'],
  ['an invitation that is none', () => '/invite/something'],
  ['a link in a mail that is none', () => '/unsubscribe/something'],
  ['the mails', () => '/dev/mail'],
  ['a page that does not exist', () => '/nowhere'],
];

const forStudents: [string, (scene: Scene) => string][] = [
  ['home of a student', () => '/dashboard'],
  ['the catalogue', () => '/courses'],
  ['an empty feed', () => '/feed?show=own'],
  ['the catalogue without a match', () => '/courses?q=zzzzzz'],
  ['a course for a student', ({ course }) => `/c/${course}/overview`],
  ['the material for a student', ({ course }) => `/c/${course}/materials`],
  ['a picture', ({ course, material }) => `/c/${course}/materials/${material.image}`],
  ['the ratings, and a form for one', ({ course }) => `/c/${course}/ratings`],
  ['what to study', ({ course }) => `/c/${course}/study`],
  ['a quiz before it', ({ assignment }) => `/study/quiz/${assignment.quiz}`],
  ['a deck', ({ assignment }) => `/study/deck/${assignment.deck}`],
  ['a teacher', ({ teacher }) => `/u/${teacher.user.id}`],
];

const forTeachers: [string, (scene: Scene) => string][] = [
  ['home of a teacher', () => '/dashboard'],
  ['a course for its owner', ({ course }) => `/c/${course}/overview`],
  ['the people of a course', ({ course }) => `/c/${course}/people`],
  ['the settings of a course', ({ course }) => `/c/${course}/settings`],
  ['the material of a course', ({ course }) => `/c/${course}/materials`],
  ['a document', ({ course, material }) => `/c/${course}/materials/${material.pdf}?page=2`],
  ['the ratings of a course', ({ course }) => `/c/${course}/ratings`],
  ['the assignments of a course', ({ course }) => `/c/${course}/study`],
  ['a new assignment', ({ course }) => `/teach/assignments/new?course=${course}`],
  ['one from a PDF', ({ course }) => `/teach/assignments/new?course=${course}&way=pdf`],
  ['the questions of a draft', ({ assignment }) => `/teach/assignments/${assignment.draft}`],
  ['the questions of a quiz', ({ assignment }) => `/teach/assignments/${assignment.quiz}`],
  ['the cards of a deck', ({ assignment }) => `/teach/assignments/${assignment.deck}`],
  ['submissions', ({ assignment }) => `/teach/assignments/${assignment.quiz}?tab=submissions`],
  ['results', ({ assignment }) => `/teach/assignments/${assignment.quiz}?tab=results`],
  ['settings of a quiz', ({ assignment }) => `/teach/assignments/${assignment.quiz}?tab=settings`],
  ['a new course', () => '/teach/courses/new'],
  ['the invitations', () => '/teach/invitations'],
  ['a list to invite', () => '/teach/invitations/import'],
  ['the notifications', () => '/notifications'],
  ['the feed', () => '/feed'],
  ['the profile', () => '/settings/profile'],
  ['the account', () => '/settings/account'],
  ['the appearance', () => '/settings/appearance'],
  ['what one is told', () => '/settings/notifications'],
];

const forAdmins: [string, (scene: Scene) => string][] = [
  ['home of an administrator', () => '/dashboard'],
  ['the users', () => '/admin/users'],
  ['the health of the system', () => '/admin/health'],
  ['the parked messages', () => '/admin/parked'],
];

const people = [
  ['nobody', nobody],
  ['student', forStudents],
  ['teacher', forTeachers],
  ['admin', forAdmins],
] as const;

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

function describe({ id, nodes }: Violation): string {
  return `${id}: ${nodes.map(({ html }) => html).join(' ')}`;
}

async function check(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of schemes) {
      await wear(page, colorScheme);
      const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
      const found = violations.map(describe);
      expect(found, `${width} px, ${colorScheme}`).toEqual([]);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, `scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** A quiz that somebody has answered, a draft of one, and a deck. */
async function addAssignments(
  request: APIRequestContext,
  teacher: Person,
  student: Person,
  course: number,
): Promise<Scene['assignment']> {
  const options: [string, string, string, string] = ['The sun', 'The moon', 'Wind', 'Fish'];
  const questions = [{ question: 'What makes the tides?', options, correct: 1 }];
  const common = { course, assignment_type: 'quiz', content: { questions } } as const;
  const quiz = await createAssignment(request, teacher, { ...common, title: 'Tides' });
  await answerQuiz(request, student, quiz, [2]);
  const draft = { ...common, title: 'More tides', status: 'draft' } as const;
  const cards = [{ front: 'Ebb', back: 'The water goes out.' }];
  const deck = {
    course,
    title: 'Words',
    assignment_type: 'flashcard',
    content: { cards },
  } as const;
  return {
    quiz: quiz.id,
    draft: (await createAssignment(request, teacher, draft)).id,
    deck: (await createAssignment(request, teacher, deck)).id,
  };
}

const sceneTest = test.extend<object, { scene: Scene }>({
  scene: [
    async ({ playwright }, use, info) => {
      const request = await playwright.request.newContext({ baseURL: info.project.use.baseURL });
      const teacher = await register(request, 'teacher', 'Greta Grown');
      const student = await register(request, 'student', 'Stefan Small');
      const course = await createCourse(request, teacher, unique('Everything in order'));
      await enroll(request, student, course);
      await post(request, teacher, 'See https://example.org/ for the reading list.');
      const rater = await register(request, 'student', 'Rita Rater');
      await enroll(request, rater, course);
      await rate(request, rater, course, 4, 'Orderly, as the title says.');
      const add = (title: string, file: NamedFile) =>
        uploadMaterial(request, teacher, course, title, file);
      const material = {
        pdf: (await add('House rules', pdf('rules.pdf', 'First rule', 'Second rule'))).id,
        image: (await add('A grey point', picture('point.png'))).id,
      };
      const assignment = await addAssignments(request, teacher, rater, course.id);
      const admin = await signInAdmin(request);
      await use({ teacher, student, admin, course: course.id, material, assignment });
      await request.dispose();
    },
    { scope: 'worker' },
  ],
});

for (const [who, pages] of people) {
  for (const [name, path] of pages) {
    sceneTest(`${name} is accessible`, async ({ open, scene, allowed }) => {
      // What is looked for on purpose and is not there.
      allowed.push(/status of 404/);
      const page = await open(who === 'nobody' ? null : scene[who], path(scene));
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await check(page);
    });
  }
}

/** Audits what floats: it is outside the landmarks by nature, and the head of a dialog is no banner (HTML-AAM: it is in a section). */
async function audit(page: Page, name: string): Promise<void> {
  const axe = new AxeBuilder({ page })
    .withTags(standards)
    .disableRules(['region', 'landmark-no-duplicate-banner', 'landmark-unique']);
  const { violations } = await axe.analyze();
  expect(violations.map(describe), name).toEqual([]);
}

sceneTest('what floats is accessible: palette, menu, dialog, sheet', async ({ open, scene }) => {
  const page = await open(scene.teacher, `/c/${scene.course}/people`);
  const actions = page.getByRole('button', { name: /^Actions for Stefan/ });
  await expect(actions).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search courses/ })).toBeFocused();
  await audit(page, 'palette');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await actions.click();
  await expect(page.getByRole('menu')).toBeVisible();
  await audit(page, 'menu');
  await page.getByRole('menuitem', { name: 'Block from this course' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await audit(page, 'dialog');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible();
  await audit(page, 'sheet');
});

sceneTest('what floats over material is accessible', async ({ open, scene }) => {
  const { course, material, teacher } = scene;
  const page = await open(teacher, `/c/${course}/materials/${material.pdf}?show=views`);
  await expect(page.getByText('0 of 2 students')).toBeVisible();
  await audit(page, 'who has opened it');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search in this document' }).fill('rule');
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible();
  await audit(page, 'what was found');
  await page.getByRole('link', { name: 'All materials' }).click();
  await page.route('**/api/materials/', (route) =>
    route.request().method() === 'POST' ? new Promise(() => undefined) : route.continue(),
  );
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Upload files' }).click(),
  ]);
  await chooser.setFiles([pdf('a.pdf', 'A'), picture('b.png'), pdf('c.pdf', 'C')]);
  await expect(page.getByRole('progressbar')).toHaveCount(3);
  await audit(page, 'uploads');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('link', { name: /^Uploading 3 files/ })).toBeVisible();
  await audit(page, 'uploads from elsewhere');
});
