/** Whatever people write, wherever another person meets it: it is shown as it was written, and nothing of it runs. */
import type { APIRequestContext, BrowserContextOptions, Page } from '@playwright/test';
import type { Quiz } from '../src/generated/types.gen';
import {
  createAssignment,
  createCourse,
  hands,
  type Person,
  register,
  signInAdmin,
  unique,
  uploadMaterial,
} from './support/api';
import { hostile, listen, showsLiterally } from './support/hostile';
import { isLive } from './support/lesson';
import { phone } from './support/look';
import { mailedTo } from './support/mail';
import { expect, type Open, test } from './support/test';

test.setTimeout(240_000);

const [first, second] = hostile;
const all = hostile.join('\n');
/** A room's name is a part of an address, and so takes fewer characters. */
const ofRooms = hostile.filter((text) => text.length <= 80 && !/[/\\?#%]/.test(text));
const day = 86_400_000;

/** One after the other, as people do; the first one that fails is the one that is told of. */
async function forEach<T>(items: readonly T[], act: (item: T, index: number) => Promise<unknown>) {
  for (const [index, item] of items.entries()) await act(item, index);
}

/** A course in which every text that can be written is hostile, and the people who wrote them. */
async function infest(request: APIRequestContext) {
  const teacher = await register(request, 'teacher', first);
  const by = hands(request, teacher);
  await by('PATCH', 'users/update_profile/', { bio: all });
  const course = await createCourse(request, teacher, second);
  await by('PATCH', `courses/${course.id}/`, { description: all });
  await forEach(hostile, (title) => createCourse(request, teacher, title));
  const file = { name: `${second}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`# ${all}`) };
  const material = await uploadMaterial(request, teacher, course, first, file);
  await forEach(hostile, (title) => uploadMaterial(request, teacher, course, title, file));
  const questions: Quiz['questions'] = hostile.map((question) => ({
    question,
    options: [question, `${second} 2`, `${first} 3`, `${all} 4`.slice(-400)],
    correct: 0,
    explanation: question,
  }));
  const cards = hostile.map((front) => ({ front, back: front }));
  const base = { course: course.id, title: second };
  const quiz = await createAssignment(request, teacher, {
    ...base,
    assignment_type: 'quiz',
    content: { questions },
    max_attempts: null,
  });
  const deck = await createAssignment(request, teacher, {
    ...base,
    assignment_type: 'flashcard',
    content: { cards },
  });
  await forEach(hostile, (content) => by('POST', 'status-updates/', { content }));
  const room = await by('POST', 'classrooms/', { name: unique(second), course: course.id });
  await forEach(ofRooms, (name) =>
    by('POST', 'classrooms/', { name: `${name}${unique('')}`, course: course.id }),
  );
  await forEach(hostile, (title, index) => {
    const starts_at = new Date(Date.now() + (index + 1) * day).toISOString();
    return by('POST', `classrooms/${room.id}/planned/`, { title, starts_at });
  });
  const guest = `${unique('guest')}@example.org`;
  await forEach(hostile, (full_name, index) => {
    const email = index === 0 ? guest : `${unique('guest')}@example.org`;
    return by('POST', 'invitations/', { email, full_name, course: course.id });
  });
  return { teacher, course, material, quiz, deck, room, guest, students: [] as Person[] };
}

type Infested = Awaited<ReturnType<typeof infest>>;

/** A student for each text, who is called so and says it wherever students speak. */
async function come(request: APIRequestContext, { course, quiz, room, students }: Infested) {
  await forEach(hostile, async (text, index) => {
    const student = await register(request, 'student', text);
    students.push(student);
    const by = hands(request, student);
    await by('POST', `courses/${course.id}/enroll/`);
    await by('POST', 'feedback/', { course: course.id, rating: 1, comment: text });
    await by('POST', 'status-updates/', { content: text });
    await by('POST', 'submissions/', { assignment: quiz.id, answers: hostile.map(() => 0) });
    await by('POST', `assignments/${quiz.id}/reports/`, { question: index, comment: text });
    const mentions = students.slice(0, 1).map(({ user }) => user.id);
    // The room hears of a new student by an event.
    await expect(async () => {
      await by('POST', `classrooms/${room.id}/send/`, { content: text, mentions });
    }).toPass();
  });
}

/** Writes every text on the board, as the web application would. */
async function writeOnBoard(page: Page, room: number): Promise<void> {
  await page.evaluate(
    async ({ id, texts }) => {
      const headers = { Authorization: `Token ${localStorage.getItem('lectern.token')}` };
      const told = await fetch(`/api/classrooms/${id}/`, { headers });
      const asked = await fetch(`/api/classrooms/${id}/ticket/`, { method: 'POST', headers });
      const [{ name }, { ticket }] = [await told.json(), await asked.json()];
      const path = `/ws/classroom/${encodeURIComponent(name)}/?ticket=${ticket}`;
      const socket = new WebSocket(
        path.replace(/^/, location.origin.replace('http', 'ws')),
        'class.v1',
      );
      const say = (message: object) => socket.send(JSON.stringify(message));
      await new Promise((open) => socket.addEventListener('open', open));
      say({ type: 'hello', v: 1, client: 'hostile' });
      await new Promise<void>((done) => {
        const left = new Set(texts.map((_, index) => `t${index}`));
        socket.addEventListener('message', ({ data }) => {
          const { type, cid } = JSON.parse(data);
          if (type === 'welcome')
            texts.forEach((text, index) => {
              const points = [[0.1, (index + 1) / 20]];
              const d = { id: `t${index}`, page: '1', points, width: 0.02, text };
              say({ type: 'op', cid: d.id, k: 'text', d });
            });
          if (type === 'ack' && left.delete(cid) && left.size === 0) done();
        });
      });
      socket.close();
    },
    { id: room, texts: [...hostile] },
  );
}

/** Answers the quiz once more, and meets each question, and its explanation afterwards. */
async function answer(page: Page, quiz: number): Promise<void> {
  await page.goto(`/study/quiz/${quiz}`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await forEach(hostile, async (text, index) => {
    if (index > 0) await page.getByRole('button', { name: 'Next' }).click();
    await showsLiterally(page, [text, `${second} 2`]);
  });
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await showsLiterally(page, hostile);
}

/** What a careless page would do with a text. */
async function insert(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), text);
}

/** Searches for a course by a hostile word, where nothing else shows its title. */
async function find(page: Page): Promise<void> {
  await page.goto('/settings/appearance');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(second);
  await expect(page.getByRole('option', { name: second }).first()).toBeVisible();
  await showsLiterally(page, [second]);
}

/** Somebody goes through pages, each of which has to show these texts. */
async function walk(
  open: Open,
  person: Person | null,
  pages: readonly (readonly [path: string, texts: readonly string[]])[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await open(person, '/settings/appearance', options);
  const heard = await listen(page);
  for (const [path, texts] of pages) {
    await page.goto(path);
    await showsLiterally(page, texts);
  }
  expect(heard).toEqual([]);
  return page;
}

test('nothing that people write runs where others read it', async ({ request, open }) => {
  const world = await infest(request);
  await come(request, world);
  const { teacher, course, material, quiz, deck, room, guest, students } = world;
  const [reader] = students as [Person];
  const [author, topic] = [`/u/${teacher.user.id}`, `/c/${course.id}`];

  const teaching = await walk(open, teacher, [
    ['/dashboard', [second]],
    [`${topic}/people`, hostile],
    [`${topic}/ratings`, hostile],
    [`/u/${reader.user.id}`, [first]],
    [`/teach/assignments/${quiz.id}`, hostile],
    [`/teach/assignments/${quiz.id}?tab=submissions`, hostile],
    [`/teach/assignments/${quiz.id}?tab=results`, hostile],
    [`/teach/assignments/${deck.id}`, hostile],
    ['/teach/invitations', hostile],
    ['/notifications', [second]],
    ['/feed', hostile],
    [`/rooms/${room.id}`, hostile],
  ]);
  await isLive(teaching);
  await writeOnBoard(teaching, room.id);
  await showsLiterally(teaching, hostile);

  // Here the page's policy does not stop what would run: nothing but our own care does.
  const reading = await walk(
    open,
    reader,
    [
      ['/dashboard', [second]],
      ['/courses?show=own', [second]],
      [`${topic}/overview`, [first, second, all]],
      [`${topic}/materials`, hostile],
      [`${topic}/materials/${material.id}`, [all]],
      [`${topic}/study`, [second]],
      [`${topic}/live`, hostile],
      [`${topic}/ratings`, hostile],
      [`/study/quiz/${quiz.id}`, [second]],
      [`/study/deck/${deck.id}`, [first]],
      [author, hostile],
      ['/feed', hostile],
      ['/notifications', [second]],
      [`/rooms/${room.id}`, hostile],
    ],
    { bypassCSP: true, ...phone },
  );
  await isLive(reading);
  await answer(reading, quiz.id);
  await find(reading);

  const admin = await signInAdmin(request);
  await walk(open, admin, [[`/admin/users?q=${students[1]?.user.username}`, [second]]]);
  const { number, link } = await mailedTo(guest, 'invite');
  const letter = [
    [link, [first, second]],
    [`/dev/mail?id=${number}`, [first, second]],
  ] as const;
  await walk(open, null, letter, { bypassCSP: true });
});

test('what runs, and what only stands there, is noticed', async ({ open, allowed }) => {
  allowed.push(/Content Security Policy|404|net::ERR/);
  const guarded = await open(null, '/login');
  const stopped = await listen(guarded);
  await guarded.reload();
  await insert(guarded, second);
  await expect.poll(() => stopped.join()).toContain('script-src-attr');
  const bare = await open(null, '/login', { bypassCSP: true });
  const ran = await listen(bare);
  await insert(bare, second);
  await expect.poll(() => ran).toContain('alert: 1');
  for (const text of hostile.filter((one) => one.startsWith('<'))) {
    await bare.reload();
    await insert(bare, text);
    await expect(showsLiterally(bare, []), text).rejects.toThrow();
  }
});
