import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { ParkedMail, ParkedMessage } from '@/generated/types.gen';
import { dana } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ParkedPage } from './ParkedPage';

const path = '*/api/admin/parked/notifications/';
const mailPath = '*/api/admin/parked/mail/';
let stored: ParkedMessage[] = [];
let mails: ParkedMail[] = [];

function parked(changes: Partial<ParkedMessage> = {}): ParkedMessage {
  return {
    id: 'a1',
    queue: 'evt-courses-student_enrolled--notifications.enrolled',
    routing_key: 'student_enrolled',
    why: 'Traceback (most recent call last):\n  File "handlers.py", line 7\nKeyError: \'course_id\'',
    body: '{"args": []}',
    ...changes,
  };
}

beforeEach(() => {
  mails = [];
  stored = [parked(), parked({ id: 'b2', routing_key: 'material_added' })];
  server.use(
    http.get(path, () => HttpResponse.json({ messages: stored })),
    http.get(mailPath, () => HttpResponse.json(mails)),
    http.get('*/api/admin/parked/:service/', () => HttpResponse.json({ messages: [] })),
    http.post(`${path}:id/replay/`, ({ params }) => take(params.id)),
    http.delete(`${path}:id/`, ({ params }) => take(params.id)),
  );
});

function take(id: unknown) {
  stored = stored.filter((message) => message.id !== id);
  return new HttpResponse(null, { status: 204 });
}

test('it counts what is parked, and unfolds the traceback', async () => {
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  expect(await screen.findByText('2 things are parked.')).toBeVisible();
  expect(screen.getAllByText("KeyError: 'course_id'")).toHaveLength(2);
  expect(screen.queryByText(/Traceback \(most/)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Details of student_enrolled' }));
  expect(screen.getByRole('figure', { name: 'Reason in full' })).toHaveTextContent('line 7');
  const message = screen.getByRole('figure', { name: 'The message' }).querySelector('pre');
  expect(message?.textContent).toBe('{\n  "args": []\n}');
});

test('it shows a message that is no JSON as it is', async () => {
  stored = [parked({ body: '<not json>' })];
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  await user.click(await screen.findByRole('button', { name: 'Details of student_enrolled' }));
  expect(screen.getByText('<not json>')).toBeVisible();
});

test('it sends a message back, and looks again', async () => {
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  await user.click(await screen.findByRole('button', { name: 'Replay student_enrolled' }));
  expect(await screen.findByText('1 thing is parked.')).toBeVisible();
  expect(screen.getByText('It is tried again.')).toBeVisible();
});

test('it throws a message away only after a question', async () => {
  stored = [parked()];
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  await user.click(await screen.findByRole('button', { name: 'Drop student_enrolled' }));
  expect(stored).toHaveLength(1);
  await user.click(await screen.findByRole('button', { name: 'Drop' }));
  expect(await screen.findByText('Nothing is parked.')).toBeVisible();
});

test('it says why a message cannot be sent back', async () => {
  server.use(
    http.post(`${path}:id/replay/`, () => problem(409, { detail: 'There is no queue any more.' })),
  );
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  await user.click(await screen.findByRole('button', { name: 'Replay student_enrolled' }));
  expect(await screen.findByText('There is no queue any more.')).toBeVisible();
});

test('it does not offer to send back what came from nowhere', async () => {
  stored = [parked({ queue: '' })];
  await renderApp(<ParkedPage />, { me: dana });
  expect(await screen.findByRole('button', { name: 'Replay student_enrolled' })).toBeDisabled();
});

test('it says what failed, with the number of the request, and tries again', async () => {
  let fails = true;
  server.use(
    http.get(path, () => (fails ? problem(503) : HttpResponse.json({ messages: stored }))),
  );
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('2 things are parked.')).toBeVisible();
});

function mailTo(changes: Partial<ParkedMail>): ParkedMail {
  const moment = '2026-01-05T08:00:00Z';
  return {
    id: 7,
    kind: 'news',
    recipient: 2,
    recipient_name: 'Bob Bell',
    address: null,
    reason: '550 no such mailbox',
    attempts: 1,
    created_at: moment,
    parked_at: moment,
    ...changes,
  };
}

test('it shows mails that were given up, and has one sent again', async () => {
  stored = [];
  mails = [
    mailTo({}),
    mailTo({
      id: 8,
      kind: 'invitation',
      recipient: null,
      recipient_name: null,
      address: 'eve@x.test',
    }),
  ];
  server.use(
    http.post(`${mailPath}:id/replay/`, ({ params }) => {
      mails = mails.filter((one) => String(one.id) !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp(<ParkedPage />, { me: dana });
  expect(await screen.findByText('News, 1 attempt')).toBeVisible();
  expect(screen.getByText('eve@x.test')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Replay Bob Bell' }));
  expect(await screen.findByText('1 thing is parked.')).toBeVisible();
  expect(screen.queryByText('Bob Bell')).toBeNull();
});

test('it shows what other services parked, under their names', async () => {
  stored = [];
  server.use(
    http.get('*/api/admin/parked/courses/', () => HttpResponse.json({ messages: [parked()] })),
  );
  await renderApp(<ParkedPage />, { me: dana });
  expect(await screen.findByRole('region', { name: 'Courses' })).toHaveTextContent(
    'student_enrolled',
  );
  expect(screen.getByText('1 thing is parked.')).toBeVisible();
});
