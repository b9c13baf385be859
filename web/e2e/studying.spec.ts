/** What students do with quizzes and decks, on a desk and a phone; and what teachers see of it, from nothing to results. */
import type { Page } from '@playwright/test';
import type { Quiz } from '../src/generated/types.gen';
import {
  answerQuiz,
  createAssignment,
  createCourse,
  enroll,
  register,
  unique,
} from './support/api';
import { audit, phone } from './support/look';
import { expect, test } from './support/test';

// Axe looks at every page four times.
test.describe.configure({ timeout: 400_000 });

const desk = { width: 1280, height: 800 };

const questions: Quiz['questions'] = [
  {
    question: 'What makes the tides?',
    options: ['The sun', 'The moon', 'Wind', 'Fish'],
    correct: 1,
  },
  {
    question: 'What makes waves?',
    options: ['Salt', 'The moon', 'Wind', 'Fish'],
    correct: 2,
    explanation: 'Wind drags at the water.',
  },
  { question: 'Where is the Dead Sea?', options: ['Asia', 'Africa', 'Europe', 'Peru'], correct: 0 },
];

/** In both schemes, at a desk and on a phone. */
async function auditEverywhere(page: Page): Promise<void> {
  for (const viewport of [desk, phone.viewport]) {
    await page.setViewportSize(viewport);
    await audit(page);
  }
  await page.setViewportSize(desk);
}

test('a quiz outlives a lost network and goes on at another device', async ({
  request,
  open,
  allowed,
}) => {
  allowed.push(/ERR_INTERNET_DISCONNECTED/);
  const greta = await register(request, 'teacher', 'Greta Tide');
  const stefan = await register(request, 'student', 'Stefan Tide');
  const course = await createCourse(request, greta, unique('Tides'));
  await enroll(request, stefan, course);
  const { id } = await createAssignment(request, greta, {
    course: course.id,
    assignment_type: 'quiz',
    title: 'Seas',
    content: { questions },
    deadline: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const page = await open(stefan, `/study/quiz/${id}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('radio', { name: 'The moon' }).click();
  await expect(page.getByText('1 of 3 answered')).toBeVisible();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await auditEverywhere(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: 'Fish' }).click();
  await page.getByRole('radio', { name: 'Wind' }).click();
  await expect(page.getByText(/^Not saved yet/)).toBeVisible();
  await audit(page);
  await page.context().setOffline(false);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  const there = await open(stefan, `/study/quiz/${id}`, phone);
  await there.getByRole('button', { name: 'Continue' }).click();
  await expect(there.getByText('2 of 3 answered')).toBeVisible();
  await there.getByRole('button', { name: 'Next' }).click();
  await expect(there.getByRole('radio', { name: 'Wind' })).toBeChecked();
  await there.getByRole('button', { name: 'Submit' }).click();
  await expect(there.getByText('1 question is still open.', { exact: false })).toBeVisible();
  await audit(there);
  await there.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await expect(there.getByText('2 of 3 right')).toBeVisible();
  await expect(there.getByText('Wind drags at the water.')).toBeVisible();
  await auditEverywhere(there);
  await there.getByRole('button', { name: 'Report a problem' }).first().click();
  await there.getByRole('textbox').fill('The sun helps.');
  await audit(there);
  await there.getByRole('button', { name: 'Send' }).click();
  await expect(there.getByText('Your teacher will see it.')).toBeVisible();
  await page.goto(`/study/quiz/${id}`);
  await expect(page.getByText('This quiz cannot be answered any more.')).toBeVisible();
  await auditEverywhere(page);
});

test('a deck is turned and rated by keys and taps, taken back, and done for now', async ({
  request,
  open,
}) => {
  const greta = await register(request, 'teacher', 'Greta Deck');
  const stefan = await register(request, 'student', 'Stefan Deck');
  const course = await createCourse(request, greta, unique('Vocabulary'));
  await enroll(request, stefan, course);
  const cards = [
    { front: 'Ebb', back: 'The water goes out.' },
    { front: 'Flood', back: 'The water comes in.' },
  ];
  const deck = { course: course.id, assignment_type: 'flashcard', title: 'Tidal words' } as const;
  const { id } = await createAssignment(request, greta, { ...deck, content: { cards } });
  const home = await open(stefan, '/dashboard', { ...phone, hasTouch: true });
  await home.getByRole('link', { name: '2 cards to repeat' }).tap();
  await expect(home.getByText('2 cards left')).toBeVisible();
  await home.getByRole('button', { name: 'Turn the card over' }).tap();
  await expect(home.getByRole('group', { name: 'How well did you know it?' })).toBeVisible();
  await auditEverywhere(home);

  const page = await open(stefan, `/study/deck/${id}`);
  await expect(page.getByText('2 cards left')).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('4');
  await expect(page.getByText('1 card left')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('2 cards left')).toBeVisible();
  for (const left of ['1 card left', '0 cards left']) {
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await expect(page.getByText(left)).toBeVisible();
  }
  await expect(page.getByText(/^Done for now/)).toBeVisible();
  await auditEverywhere(page);
});

test('a teacher sees nothing yet, then submissions, exceptions, results and corrections', async ({
  request,
  open,
}) => {
  const greta = await register(request, 'teacher', 'Greta Results');
  const stefan = await register(request, 'student', 'Stefan Results');
  const course = await createCourse(request, greta, unique('Oceans'));
  await enroll(request, stefan, course);
  const page = await open(greta, `/c/${course.id}/study`);
  await expect(page.getByText(/^Write a quiz or flashcards/)).toBeVisible();
  await auditEverywhere(page);
  const quiz = await createAssignment(request, greta, {
    course: course.id,
    assignment_type: 'quiz',
    title: 'Seas',
    content: { questions },
  });
  const path = `/teach/assignments/${quiz.id}`;
  for (const [tab, nothing] of [
    ['submissions', 'Nobody has submitted yet.'],
    ['results', /^There are no results/],
  ] as const) {
    await page.goto(`${path}?tab=${tab}`);
    await expect(page.getByText(nothing)).toBeVisible();
    await auditEverywhere(page);
  }
  await answerQuiz(request, stefan, quiz, [0, 1, 3]);
  await page.goto(path);
  await expect(page.getByText(/^Students have begun to answer/)).toBeVisible();
  await page.getByRole('radio', { name: 'Option 1 is right' }).first().check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Your changes are saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Results', exact: true }).click();
  await expect(page.getByText('1 regraded, 1 with another score.')).toBeVisible();
  await expect(page.getByText('Two of these are right.')).toBeVisible();
  await auditEverywhere(page);
  await page.getByRole('link', { name: 'Submissions' }).click();
  await expect(page.getByRole('row', { name: /Stefan Results.*33 %/ })).toBeVisible();
  await page.getByRole('button', { name: 'Exception for Stefan Results' }).click();
  await page.getByLabel('Additional attempts').fill('2');
  await auditEverywhere(page);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('2 more attempts')).toBeVisible();
  await auditEverywhere(page);
});
