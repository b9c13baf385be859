/** Rooms with a voice in them: a page that speaks the tone of the fake microphone, and pages that hear it. */
import type { Page } from '@playwright/test';
import config from '../../playwright.config';
import type { Person } from './api';
import { isLive } from './lesson';
import { expect, type Open } from './test';
import { beat, hear, microphone, toneFile, withEars } from './voice';

const usual = config.use?.launchOptions;

/** For `test.use`: a browser whose microphone plays the tone, and that plays without a click. */
export const audible = {
  launchOptions: {
    ...usual,
    args: [
      ...(usual?.args ?? []),
      '--autoplay-policy=no-user-gesture-required',
      ...microphone(toneFile()),
    ],
  },
};

export const mic = (page: Page, state: 'on' | 'off') =>
  page.getByRole('button', { name: `Switch microphone ${state === 'on' ? 'off' : 'on'}` });

export async function speak(page: Page): Promise<void> {
  await mic(page, 'off').click();
  await expect(mic(page, 'on')).toBeVisible();
}

const middle = (numbers: number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** What a loudspeaker plays becomes the tone: at its pitch, audible, about as long as it was spoken, with few gaps. */
export async function playsTone(page: Page): Promise<void> {
  await expect(async () => {
    const heard = await hear(page, 'loudspeaker', 5);
    expect(Math.abs(heard.hertz - beat.hertz)).toBeLessThan(0.05 * beat.hertz);
    expect(heard.rms).toBeGreaterThan(0.03);
    expect(middle(heard.lengths)).toBeGreaterThan(0.6 * beat.sound);
    expect(middle(heard.gaps)).toBeLessThan(0.2 * beat.sound);
  }).toPass({ timeout: 100_000 });
}

/** Opens a room with ears, through a page before it: ears grow before the room does. */
export async function enter(open: Open, person: Person, room: string, options = {}): Promise<Page> {
  const page = await open(person, '/dashboard', options);
  await withEars(page);
  await page.goto(room);
  await isLive(page);
  return page;
}

/** People are on a tab of their own on a phone. */
export const speaksAt = (page: Page) =>
  page.getByRole('list').getByText('Speaking', { exact: true });
