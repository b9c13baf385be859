/** The microphone in a room: by buttons and keys, what is kept of it, and what keeps it off. */
import { audit, beginLesson, isLive, phone } from './support/lesson';
import { audible, enter, mic, playsTone, speak, speaksAt } from './support/speaking';
import { expect, test } from './support/test';

test.use(audible);

declare global {
  interface Window {
    microphone?: string | undefined;
  }
}

/** Runs in the page, before it: keeps the name of the microphone that was opened last. */
function keepName(): void {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    window.microphone = stream.getAudioTracks()[0]?.label;
    return stream;
  };
}

test('one talks while a key or a button is held, and switches by a key', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await enter(open, students[0], room);
  await teaching.keyboard.down('Space');
  await expect(mic(teaching, 'on')).toBeVisible();
  await expect(speaksAt(lars)).toBeVisible();
  await teaching.keyboard.up('Space');
  await expect(mic(teaching, 'off')).toBeVisible();
  await expect(speaksAt(lars)).toHaveCount(0);

  await teaching.getByRole('button', { name: 'Hold to talk' }).hover();
  await teaching.mouse.down();
  await expect(speaksAt(lars)).toBeVisible();
  await teaching.mouse.up();
  await expect(speaksAt(lars)).toHaveCount(0);

  await teaching.getByLabel('Write something').fill('mm m');
  await expect(mic(teaching, 'off')).toBeVisible();
  await teaching.getByLabel('Write something').blur();
  await teaching.keyboard.press('m');
  await expect(speaksAt(lars)).toBeVisible();
  await teaching.getByRole('button', { name: 'Sound and devices' }).click();
  await expect(teaching.getByLabel('Microphone', { exact: true })).toBeVisible();
  await audit(teaching);
});

test('the teacher decides whether what is spoken is kept, and whoever may be heard is told', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await enter(open, students[0], room);
  await lars.getByRole('button', { name: 'Raise hand' }).click();
  await teaching.getByRole('button', { name: 'Let Lars Live speak' }).click();
  const notice = 'What is spoken is kept';
  await expect(lars.getByText(notice)).toBeVisible();
  const keeping = async (isOn: boolean) => {
    await teaching.getByRole('button', { name: 'Sound and devices' }).click();
    const keep = teaching.getByRole('switch', { name: 'Keep what is spoken' });
    await keep.click();
    await expect(keep).toBeChecked({ checked: isOn });
    await teaching.keyboard.press('Escape');
  };
  await keeping(false);
  await expect(lars.getByText(notice)).toHaveCount(0);
  await lars.reload();
  await isLive(lars);
  await expect(mic(lars, 'off')).toBeVisible();
  await expect(lars.getByText(notice)).toHaveCount(0);
  await keeping(true);
  await expect(lars.getByText(notice)).toBeVisible();
});

for (const [name, sentence] of [
  ['NotAllowedError', 'The microphone is blocked.'],
  ['NotFoundError', 'No microphone was found.'],
  ['NotReadableError', 'The microphone does not answer.'],
] as const) {
  test(`what keeps the microphone off is said: ${name}`, async ({ request, open }) => {
    const { teacher, room } = await beginLesson(request);
    const page = await open(teacher, '/dashboard', phone);
    await page.addInitScript((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
    }, name);
    await page.goto(room);
    await isLive(page);
    await mic(page, 'off').click();
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(mic(page, 'off')).toBeEnabled();
    await audit(page);
  });
}

test('the devices of the last visit are taken again, and the browser chooses where they are gone', async ({
  request,
  open,
}) => {
  test.slow();
  const { teacher, students, room } = await beginLesson(request);
  const teaching = await enter(open, teacher, room);
  const lars = await enter(open, students[0], room);
  const microphone = teaching.getByLabel('Microphone', { exact: true });
  const loudspeaker = teaching.getByLabel('Loudspeaker', { exact: true });
  const chosen = () =>
    Promise.all([microphone, loudspeaker].map((one) => one.locator(':checked').innerText()));
  const speakAndLook = async () => {
    await speak(teaching);
    await teaching.getByRole('button', { name: 'Sound and devices' }).click();
    await expect(microphone.getByRole('option').nth(2)).toBeAttached();
  };
  await speakAndLook();
  for (const choice of [microphone, loudspeaker]) await choice.selectOption({ index: 2 });
  await expect(mic(teaching, 'on')).toBeVisible();
  const before = await chosen();
  expect(before.join()).not.toContain('own choice');

  await teaching.addInitScript(keepName);
  await teaching.reload();
  await isLive(teaching);
  await speakAndLook();
  expect(await chosen()).toEqual(before);
  expect(await teaching.evaluate(() => window.microphone)).toBe(before[0]);

  await teaching.evaluate(() => {
    for (const kind of ['input', 'output']) localStorage.setItem(`lectern.sound.${kind}`, 'gone');
  });
  await teaching.reload();
  await isLive(teaching);
  await lars.getByRole('button', { name: 'Raise hand' }).click();
  await teaching.getByRole('button', { name: 'Let Lars Live speak' }).click();
  await speak(lars);
  await playsTone(teaching);
  await speakAndLook();
  expect(await chosen()).toEqual(["The device's own choice", "The device's own choice"]);
  await playsTone(lars);
});
