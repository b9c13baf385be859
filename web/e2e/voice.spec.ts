/** Voice: what is said into one browser is heard in another, by those who may, and it comes back after a fault. */
import type { Page } from '@playwright/test';
import config from '../playwright.config';
import { beginLesson, isLive } from './support/lesson';
import { expect, test } from './support/test';
import {
  beat,
  delayBetween,
  type Heard,
  hear,
  microphone,
  toneFile,
  withEars,
} from './support/voice';

const usual = config.use?.launchOptions;

test.use({
  launchOptions: {
    ...usual,
    args: [
      ...(usual?.args ?? []),
      '--autoplay-policy=no-user-gesture-required',
      ...microphone(toneFile()),
    ],
  },
});

const mic = (page: Page, state: 'on' | 'off') =>
  page.getByRole('button', { name: `Switch microphone ${state === 'on' ? 'off' : 'on'}` });

async function speak(page: Page): Promise<void> {
  await mic(page, 'off').click();
  await expect(mic(page, 'on')).toBeVisible();
}

/** All of the beats, at their height and their pitch, with hardly a gap. */
function expectTone(heard: Heard): void {
  expect(Math.abs(heard.hertz - beat.hertz)).toBeLessThan(0.03 * beat.hertz);
  expect(heard.rms).toBeGreaterThan(0.03);
  const total = heard.lengths.reduce((sum, length) => sum + length, 0);
  expect(total).toBeGreaterThan(0.8 * heard.lengths.length * beat.sound);
  expect(heard.gaps.reduce((sum, gap) => sum + gap, 0)).toBeLessThan(0.1 * total);
}

test('a teacher is heard by a student: all of it, even, and soon', async ({ request, open }) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await open(teacher, '/dashboard');
  const learning = await open(students[0], '/dashboard');
  for (const page of [teaching, learning]) {
    await withEars(page);
    await page.goto(room);
    await isLive(page);
  }
  await expect(mic(learning, 'off')).toHaveCount(0);
  await speak(teaching);
  await expect(learning.getByText('Lena Live is speaking').first()).toBeVisible();
  const [spoken, heard] = await Promise.all([
    hear(teaching, 'microphone'),
    hear(learning, 'loudspeaker'),
  ]);
  console.log(`mouth to ear: ${Math.round(delayBetween(spoken, heard))} ms`);
  expectTone(heard);
});
