import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import type { AnswerBody, Assignment, Attempt } from '@/generated/types.gen';
import { bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { attempt, quiz, standing, submission } from '../testing';
import { QuizPage, type QuizView } from './QuizPage';

let assignment: Assignment;
let inProgress: Attempt | null;
let submitted: ReturnType<typeof submission> | null;

beforeEach(() => {
  assignment = quiz();
  inProgress = null;
  submitted = null;
  server.use(
    http.get('*/api/assignments/5/', () => HttpResponse.json(assignment)),
    http.get('*/api/submissions/', () => HttpResponse.json(submitted ? [submitted] : [])),
    http.get('*/api/submissions/9/', () => HttpResponse.json(submitted)),
    http.get('*/api/attempts/9/', () =>
      inProgress ? HttpResponse.json(inProgress) : problem(404),
    ),
    http.post('*/api/attempts/', () => {
      inProgress = attempt();
      assignment = quiz({ my: { ...standing, attempt: 9 } });
      return HttpResponse.json(inProgress, { status: 201 });
    }),
    http.post('*/api/attempts/9/answer/', async ({ request }) => {
      const { question, answer } = (await request.json()) as AnswerBody;
      inProgress = attempt({ answers: (inProgress ?? attempt()).answers.with(question, answer) });
      return HttpResponse.json(inProgress);
    }),
    http.post('*/api/attempts/9/submit/', () => {
      submitted = submission(inProgress?.answers ?? []);
      inProgress = null;
      assignment = quiz({ my: { ...standing, attempts_left: 0, attempts_used: 1 } });
      return HttpResponse.json(submitted, { status: 201 });
    }),
  );
});

function Page({ start }: { start: QuizView }) {
  const [view, setView] = useState(start);
  return <QuizPage id={5} view={view} onView={setView} />;
}

function open(start: QuizView = {}) {
  return renderApp(<Page start={start} />, { me: bob });
}

function goOn(answers: (number | null)[] = [null, null]) {
  inProgress = attempt({ answers });
  assignment = quiz({ my: { ...standing, attempt: 9 } });
}

test('from the start over the questions to the result', async () => {
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Start' }));
  await user.click(await screen.findByRole('radio', { name: 'Mitochondrion' }));
  await user.click(screen.getByRole('button', { name: 'Next' }));
  await user.click(screen.getByRole('radio', { name: 'Vacuole' }));
  await user.click(screen.getByRole('button', { name: 'Submit' }));
  expect(await screen.findByText(/All questions are answered/)).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Submit' }).at(-1) as HTMLElement);
  expect(await screen.findByText('1 of 2 right')).toBeVisible();
  expect(submitted?.answers).toEqual([1, 1]);
});

test('answers are chosen by keys as well', async () => {
  goOn();
  const { user } = await open({ at: 1 });
  await screen.findByText('What makes ATP?');
  await user.keyboard('2');
  await waitFor(() => expect(inProgress?.answers).toEqual([1, null]));
  await user.keyboard('{ArrowRight}1');
  await waitFor(() => expect(inProgress?.answers).toEqual([1, 0]));
});

test('it goes on where the server says that it was', async () => {
  goOn([2, null]);
  await open({ at: 1 });
  expect(await screen.findByRole('radio', { name: 'Wall' })).toBeChecked();
  expect(screen.getByText('1 of 2 answered')).toBeVisible();
});

test('what the server said before an answer does not take it away again', async () => {
  goOn();
  const { user, queryClient } = await open({ at: 1 });
  await screen.findByText('What makes ATP?');
  let answer = () => {};
  const late = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const before = inProgress;
  let isAsked = false;
  server.use(
    http.get('*/api/attempts/9/', async () => {
      isAsked = true;
      await late;
      return HttpResponse.json(before);
    }),
  );
  void queryClient.invalidateQueries();
  await waitFor(() => expect(isAsked).toBe(true));
  await user.click(screen.getByRole('radio', { name: 'Golgi' }));
  await waitFor(() => expect(inProgress?.answers).toEqual([3, null]));
  answer();
  await waitFor(() => expect(queryClient.isFetching()).toBe(0));
  expect(screen.getByRole('radio', { name: 'Golgi' })).toBeChecked();
  expect(screen.getByText('1 of 2 answered')).toBeVisible();
});

test('an answer that does not get through is kept, and sent by the next visit', async () => {
  goOn();
  server.use(http.post('*/api/attempts/9/answer/', () => problem(503), { once: false }));
  const { user } = await open({ at: 1 });
  await user.click(await screen.findByRole('radio', { name: 'Golgi' }));
  expect(await screen.findByText(/Not saved yet/)).toBeVisible();
  expect(localStorage.getItem('lectern.attempt.9')).toBe('{"0":3}');
});

test('what an earlier visit could not send is sent', async () => {
  goOn();
  localStorage.setItem('lectern.attempt.9', '{"1":0}');
  await open({ at: 1 });
  await waitFor(() => expect(inProgress?.answers).toEqual([null, 0]));
  await waitFor(() => expect(localStorage.getItem('lectern.attempt.9')).toBeNull());
});

test('an attempt that the deadline has ended leads back to the quiz', async () => {
  assignment = quiz({ my: { ...standing, attempt: 9 } });
  await open({ at: 1 });
  expect(await screen.findByRole('button', { name: 'Continue' })).toBeVisible();
});

test('nobody without an attempt left is led to begin', async () => {
  assignment = quiz({ my: { ...standing, attempts_left: 0, attempts_used: 1, best_score: 50 } });
  submitted = submission([1, null]);
  await open();
  expect(await screen.findByText('This quiz cannot be answered any more.')).toBeVisible();
  expect(await screen.findByRole('link', { name: 'Attempt 1' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
});
