import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Invitation } from '@/generated/types.gen';
import { alice, biology } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { InvitationsPage } from './InvitationsPage';

const address = '*/api/invitations/';

function invitation(changes: Partial<Invitation> = {}): Invitation {
  return {
    id: 1,
    email: 'bob@example.org',
    full_name: 'Bob Example',
    user_type: 'student',
    course: biology.id,
    course_title: biology.title,
    status: 'pending',
    expires_at: new Date(Date.now() + 12 * 86_400_000).toISOString(),
    created_at: new Date().toISOString(),
    resent_at: null,
    ...changes,
  };
}

let stored: Invitation[] = [];

beforeEach(() => {
  stored = [invitation()];
  server.use(
    http.get(address, () => HttpResponse.json(stored)),
    http.get('*/api/courses/', () => HttpResponse.json([biology])),
  );
});

const open = () => renderApp(<InvitationsPage filters={{}} onFilter={vi.fn()} />, { me: alice });

test('it invites into a course and is ready for the next person', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(address, async ({ request }) => {
      bodies.push(await request.json());
      stored = [invitation({ id: 2, email: 'cleo@example.org', full_name: '' }), ...stored];
      return HttpResponse.json(stored[0], { status: 201 });
    }),
  );
  const { user } = await open();
  await user.type(screen.getByLabelText('E-mail'), ' cleo@example.org ');
  await screen.findByRole('option', { name: 'Cell Biology' });
  await user.selectOptions(screen.getByLabelText(/^Into the course/), 'Cell Biology');
  await user.click(screen.getByRole('button', { name: 'Send invitation' }));
  expect(await screen.findByText('An invitation is on its way to cleo@example.org.')).toBeVisible();
  expect(bodies).toEqual([
    { email: 'cleo@example.org', full_name: '', user_type: 'student', course: 7 },
  ]);
  expect(screen.getByLabelText('E-mail')).toHaveValue('');
  expect(screen.getByLabelText('E-mail')).toHaveFocus();
  expect(screen.getByLabelText(/^Into the course/)).toHaveValue('7');
  expect(await screen.findByText('cleo@example.org')).toBeVisible();
});

test('a teacher is invited into no course', async () => {
  const { user } = await open();
  await user.selectOptions(screen.getByLabelText('Role'), 'Teacher');
  expect(screen.getByLabelText(/^Into the course/)).toBeDisabled();
});

test('what the server refuses stands at the field, and nothing is lost', async () => {
  const message = 'An invitation to this address is pending already.';
  server.use(http.post(address, () => problem(400, { errors: { email: [message] } })));
  const { user } = await open();
  await user.type(screen.getByLabelText('E-mail'), 'bob@example.org{Enter}');
  expect(await screen.findByText(message)).toBeVisible();
  expect(screen.getByLabelText('E-mail')).toHaveValue('bob@example.org');
});

test('it says what has become of each, and offers only what can be done', async () => {
  stored = [
    invitation(),
    invitation({ id: 2, email: 'old@example.org', full_name: '', status: 'expired' }),
    invitation({ id: 3, email: 'in@example.org', full_name: '', status: 'accepted' }),
  ];
  await open();
  const table = await screen.findByRole('table');
  expect(within(table).getByText('Expires in 12 days')).toBeVisible();
  const actions = within(table).getAllByRole('button');
  expect(actions.map((button) => button.getAttribute('aria-label'))).toEqual([
    'Actions for the invitation of bob@example.org',
    'Actions for the invitation of old@example.org',
  ]);
});

test('it sends again', async () => {
  server.use(http.post('*/api/invitations/1/resend/', () => HttpResponse.json(stored[0])));
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: /^Actions for/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Send again' }));
  expect(await screen.findByText(/Sent again to bob@example.org/)).toBeVisible();
});

test('it revokes after a question, and not before the server has', async () => {
  let fails = true;
  server.use(
    http.delete('*/api/invitations/1/', () => {
      if (fails) return problem(503);
      stored = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: /^Actions for/ }));
  await user.click(await screen.findByRole('menuitem', { name: 'Revoke' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('away for a moment');
  fails = false;
  await user.click(within(dialog).getByRole('button', { name: 'Revoke' }));
  expect(await screen.findByText(/You have not invited anybody yet/)).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
