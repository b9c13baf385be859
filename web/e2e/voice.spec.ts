/** Voice: what is said into one browser is heard in another, by those who may, and it comes back after a fault. */
import type { Page } from '@playwright/test';
import { findAgain, lose } from './support/connection';
import { audit, beginLesson, isLive, part, phone } from './support/lesson';
import { audible, enter, mic, playsTone, speak, speaksAt } from './support/speaking';
import { expect, test } from './support/test';
import { delayBetween, hear, withEars } from './support/voice';

test.use(audible);

test('a teacher is heard by students: all of it, even, and soon', async ({ request, open }) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await enter(open, students[0], room);
  const mia = await enter(open, students[1], room, phone);
  await speak(teaching);
  await expect(lars.getByText('Lena Live is speaking').first()).toBeVisible();
  await Promise.all([playsTone(lars), playsTone(mia)]);
  const [spoken, heard] = await Promise.all([
    hear(teaching, 'microphone'),
    hear(lars, 'loudspeaker'),
  ]);
  // Told, and not held to a limit: machines are busy at times.
  const delay = `${Math.round(delayBetween(spoken, heard))} ms`;
  test.info().annotations.push({ type: 'mouth to ear', description: delay });
  console.log(`mouth to ear, in the middle: ${delay}`);
  await audit(teaching);
  await audit(lars);
  await audit(mia);
  await lars.getByRole('button', { name: 'Silence the others' }).click();
  await expect(lars.getByRole('button', { name: 'Hear the others' })).toBeVisible();
});

test('a raised hand gets the word, is heard by the teacher, and loses it again', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await enter(open, students[0], room, phone);
  await expect(lars.getByText('You are listening.')).toBeVisible();
  await expect(mic(lars, 'off')).toHaveCount(0);
  await lars.getByRole('button', { name: 'Raise hand' }).click();
  await expect(lars.getByText('Your hand is up.')).toBeVisible();
  await teaching.getByRole('button', { name: 'Let Lars Live speak' }).click();
  await speak(lars);
  await expect(teaching.getByText('Hand up')).toHaveCount(0);
  await expect(speaksAt(teaching)).toBeVisible();
  await playsTone(teaching);
  await audit(lars);
  await part(lars, /People/).click();
  await expect(speaksAt(lars)).toBeVisible();
  await audit(lars);
  await audit(teaching);

  await teaching.getByRole('button', { name: "End Lars Live's turn to speak" }).click();
  await expect(mic(lars, 'on')).toHaveCount(0);
  await expect(lars.getByText('You are listening.')).toBeVisible();
  await expect(speaksAt(teaching)).toHaveCount(0);
});

test('a microphone that was on goes on after a lost connection', async ({
  request,
  open,
  allowed,
}) => {
  test.slow();
  allowed.push(/WebSocket/);
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await enter(open, students[0], room);
  await speak(teaching);
  await expect(speaksAt(lars)).toBeVisible();
  await lose(teaching);
  await expect(teaching.getByText('The connection is lost.')).toBeVisible();
  await expect(speaksAt(lars)).toHaveCount(0);
  await findAgain(teaching);
  await expect(speaksAt(lars)).toBeVisible();
  await expect(mic(teaching, 'on')).toBeVisible();
  await playsTone(lars);
  await lose(lars);
  await expect(lars.getByText('The connection is lost.')).toBeVisible();
  await findAgain(lars);
  await playsTone(lars);
});

test('without WebCodecs one speaks in PCM, which everybody hears', async ({ request, open }) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, '/dashboard');
  const lars = await open(students[0], '/dashboard');
  const mia = await open(students[1], '/dashboard');
  for (const page of [teaching, lars]) {
    await page.addInitScript(() => {
      for (const name of ['AudioEncoder', 'AudioDecoder']) Reflect.deleteProperty(window, name);
    });
  }
  for (const page of [teaching, lars, mia]) {
    await withEars(page);
    await page.goto(room);
    await isLive(page);
  }
  await speak(teaching);
  await Promise.all([playsTone(lars), playsTone(mia)]);
});

/** A browser that hears, but has no decoder of its own. */
async function withoutDecoder(page: Page): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'AudioDecoder'));
}

test('a browser without a decoder of its own hears a voice in Opus like the others', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await open(students[0], '/dashboard');
  await withoutDecoder(lars);
  await withEars(lars);
  await lars.goto(room);
  await isLive(lars);
  const mia = await enter(open, students[1], room);
  const decoder = lars.waitForEvent('worker');
  await speak(teaching);
  expect((await decoder).url()).toMatch(/opus.*\.mjs$/);
  await Promise.all([playsTone(lars), playsTone(mia)]);
  await expect(speaksAt(lars)).toBeVisible();
  expect(mia.workers()).toHaveLength(0);
});

test('where no decoder can be had a voice in Opus is not played, and the room says so', async ({
  request,
  open,
  allowed,
}) => {
  test.slow();
  allowed.push(/ERR_FAILED/);
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await open(students[0], '/dashboard');
  await withoutDecoder(lars);
  await lars.route(/opus.*\.mjs$/, (route) => route.abort());
  await lars.goto(room);
  await isLive(lars);
  await speak(teaching);
  await expect(lars.getByText('The voice cannot be played here.')).toBeVisible();
  await audit(lars);
});

test('a voice that the browser holds back is heard after a tap', async ({ request, open }) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await open(students[0], '/dashboard', phone);
  await lars.addInitScript(holdBack);
  await withEars(lars);
  await lars.goto(room);
  await isLive(lars);
  await speak(teaching);
  const tap = lars.getByRole('button', { name: 'Tap to hear' });
  await expect(tap).toBeVisible();
  await audit(lars);
  await tap.click();
  await expect(tap).toHaveCount(0);
  expect((await hear(lars, 'loudspeaker', 2)).rms).toBeGreaterThan(0.03);
});

/** Runs in the page: nothing sounds before it is touched, as in browsers with a head. */
function holdBack(): void {
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      void this.suspend();
    }

    override resume(): Promise<void> {
      return navigator.userActivation.hasBeenActive ? super.resume() : new Promise(() => {});
    }
  };
}
