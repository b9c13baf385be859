/** The microphone in a room: by buttons and keys, what is kept of it, and what keeps it off. */
import { audit, beginLesson, isLive, phone } from './support/lesson';
import { audible, enter, mic, speaksAt } from './support/speaking';
import { expect, test } from './support/test';

test.use(audible);

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
