import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Assignment, AssignmentPatch, QuizShown } from '@/generated/types.gen';
import { alice, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { bobsSubmission, ownQuiz, statistics } from '../testing';
import { AssignmentPage } from './AssignmentPage';
import type { AssignmentView } from './parts';

let assignment: Assignment;
let sent: AssignmentPatch | null;

beforeEach(() => {
  assignment = ownQuiz();
  sent = null;
  server.use(
    http.get('*/api/assignments/5/', () => HttpResponse.json(assignment)),
    http.patch('*/api/assignments/5/', async ({ request }) => {
      sent = (await request.json()) as AssignmentPatch;
      assignment = { ...assignment, ...(sent as Partial<Assignment>) };
      const { questions } = assignment.content as QuizShown;
      const named = questions.map((one, index) => ({
        ...one,
        id: one.id ?? `q${index}`,
        flags: [],
      }));
      assignment = { ...assignment, content: { questions: named } };
      return HttpResponse.json(assignment);
    }),
    http.get('*/api/assignments/5/statistics/', () => HttpResponse.json(statistics)),
    http.get('*/api/assignments/5/reports/', () => HttpResponse.json([])),
    http.get('*/api/assignments/5/regrades/', () => HttpResponse.json([])),
    http.get('*/api/assignments/5/overrides/', () => HttpResponse.json([])),
    http.get('*/api/courses/7/students/', () => HttpResponse.json([{ ...bob, enrolled_at: '' }])),
    http.get('*/api/submissions/', () => HttpResponse.json([bobsSubmission()])),
  );
});

function open(view: AssignmentView = {}, onDeleted = vi.fn()) {
  return renderApp(<AssignmentPage id={5} view={view} onDeleted={onDeleted} />, { me: alice });
}

const sentQuestions = () => (sent as { content: QuizShown } | null)?.content.questions ?? [];

test('a question is added, filled in and saved', async () => {
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Add a question' }));
  const item = within(screen.getAllByTestId('item')[2] as HTMLElement);
  const fill = async (field: HTMLElement, text: string) => {
    await user.click(field);
    await user.paste(text);
  };
  await fill(item.getByLabelText('Question'), 'What holds DNA?');
  for (const [index, option] of ['Wall', 'Golgi', 'Nucleus', 'Vacuole'].entries()) {
    await fill(item.getByRole('textbox', { name: `Option ${index + 1}` }), option);
  }
  await user.click(item.getByRole('radio', { name: 'Option 3 is right' }));
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await screen.findByText('Your changes are saved.');
  expect(sentQuestions()[2]).toMatchObject({ question: 'What holds DNA?', correct: 2 });
  expect(screen.queryByText('Not saved yet')).toBeNull();
});

test('what is not complete is said at its field, and is not sent', async () => {
  const { user } = await open();
  await user.clear((await screen.findAllByLabelText('Question'))[0] as HTMLElement);
  const [option] = screen.getAllByRole('textbox', { name: 'Option 3' });
  await user.clear(option as HTMLElement);
  await user.type(option as HTMLElement, 'nucleus');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText('Please fill this in.')).toBeVisible();
  expect(screen.getByText('Another option says the same.')).toBeVisible();
  expect(sent).toBeNull();
});

test('what the server does not accept is said at the item it is about', async () => {
  const errors = { 'content.quiz.questions.1.question': ['This is too rude.'] };
  server.use(http.patch('*/api/assignments/5/', () => problem(400, { errors })));
  const { user } = await open();
  await user.type((await screen.findAllByLabelText('Question'))[1] as HTMLElement, '!');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  const item = within(screen.getAllByTestId('item')[1] as HTMLElement);
  expect(await item.findByText('This is too rude.')).toBeVisible();
  expect(screen.getByText('Not saved yet')).toBeVisible();
});

test('a deleted question can be had back, and questions change places by buttons', async () => {
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Delete Question 2' }));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await user.click(screen.getByRole('button', { name: 'Move Question 2 up' }));
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(sentQuestions().map(({ id }) => id)).toEqual(['b', 'a']));
});

test('leaving with something unsaved asks first', async () => {
  const { user } = await open();
  await user.type((await screen.findAllByLabelText('Question'))[0] as HTMLElement, '!');
  await user.click(screen.getByRole('link', { name: 'Settings' }));
  expect(await screen.findByRole('dialog', { name: 'Leave this page?' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.getByText('Not saved yet')).toBeVisible();
});

test('questions that were answered can be corrected, not added or moved', async () => {
  assignment = ownQuiz({ status: 'published', submission_count: 1 });
  await open();
  expect(await screen.findByText(/^Students have begun to answer/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Add a question' })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
});

test('a draft is published after a question', async () => {
  server.use(
    http.post('*/api/assignments/5/publish/', () => {
      assignment = ownQuiz({ status: 'published' });
      return HttpResponse.json(assignment);
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Publish' }));
  expect(await screen.findByText(/Every student of the course sees it/)).toBeVisible();
  await user.click(screen.getAllByRole('button', { name: 'Publish' }).at(-1) as HTMLElement);
  expect(await screen.findByText('Published')).toBeVisible();
  expect(assignment.status).toBe('published');
});

test('publishing with something unsaved says that it would be left out', async () => {
  const { user } = await open();
  await user.type((await screen.findAllByLabelText('Question'))[0] as HTMLElement, '!');
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/changes here that are not saved/)).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(await screen.findByText(/Every student of the course sees it/)).toBeVisible();
  expect(screen.queryByText(/changes here that are not saved/)).toBeNull();
});

test('what could not be made says why, and is tried again with one click', async () => {
  const detail = 'This PDF holds pictures of pages, no text.';
  assignment = ownQuiz({
    status: 'failed',
    content: null,
    error: { status: 400, code: 'assignments.scanned', detail },
  });
  server.use(
    http.post('*/api/assignments/5/retry/', () => {
      assignment = ownQuiz({ status: 'generating', content: null });
      return HttpResponse.json(assignment, { status: 202 });
    }),
  );
  const { user } = await open();
  expect(await screen.findByText(detail)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Waiting for its turn…')).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'How far it is' })).toBeVisible();
});

test('the results are figures in tables, with the right answers marked', async () => {
  assignment = ownQuiz({ status: 'published', submission_count: 1 });
  await open({ tab: 'results' });
  const scores = await screen.findByRole('table', { name: 'How the scores lie' });
  expect(within(scores).getByRole('row', { name: '50–59 1' })).toBeVisible();
  const answers = screen.getByRole('table', { name: 'What makes ATP?' });
  expect(within(answers).getByRole('row', { name: /Right answer.*Mitochondrion 1/ })).toBeVisible();
  expect(screen.getByText('Hard: 100 % wrong')).toBeVisible();
});

test('a student gets more attempts', async () => {
  let override: unknown = null;
  server.use(
    http.put('*/api/assignments/5/overrides/2/', async ({ request }) => {
      override = await request.json();
      return HttpResponse.json({ student: 2, student_name: null, ...(override as object) });
    }),
  );
  assignment = ownQuiz({ status: 'published', submission_count: 1 });
  const { user } = await open({ tab: 'submissions' });
  await user.click(await screen.findByRole('button', { name: `Exception for ${bob.full_name}` }));
  const field = await screen.findByLabelText('Additional attempts');
  await user.clear(field);
  await user.type(field, '2');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  await waitFor(() => expect(override).toEqual({ deadline: null, extra_attempts: 2 }));
});

test('a report is resolved', async () => {
  const report = {
    id: 3,
    assignment: 5,
    question: 0,
    student: 2,
    student_name: 'Bob',
    comment: 'Two are right.',
    created_at: '2026-03-04T09:00:00Z',
    is_resolved: false,
  };
  let isResolved = false;
  server.use(
    http.get('*/api/assignments/5/reports/', () =>
      HttpResponse.json([{ ...report, is_resolved: isResolved }]),
    ),
    http.post('*/api/assignments/5/reports/3/resolve/', () => {
      isResolved = true;
      return HttpResponse.json({ ...report, is_resolved: true });
    }),
  );
  const { user } = await open({ tab: 'results' });
  await user.click(await screen.findByRole('button', { name: /^Resolve/ }));
  expect(await screen.findByText('Resolved')).toBeVisible();
});

test('nobody but its teacher is shown it', async () => {
  assignment = ownQuiz({ is_owner: false });
  await open();
  expect(await screen.findByRole('heading', { name: 'No such assignment' })).toBeVisible();
});
