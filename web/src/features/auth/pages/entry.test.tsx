import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import type { InvitationPreview } from '@/generated/types.gen';
import { session } from '@/lib/session';
import { bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ForgotPage } from './ForgotPage';
import { InvitePage } from './InvitePage';
import { RegisterPage } from './RegisterPage';
import { ResetPage } from './ResetPage';

const invitation: InvitationPreview = {
  email: 'bob@example.org',
  full_name: 'Bob Example',
  user_type: 'student',
  status: 'pending',
  expires_at: '2099-01-02T08:00:00Z',
  invited_by_name: 'Alice Example',
  course_title: 'Cell Biology',
};

async function openInvite(answer: () => Response) {
  server.use(http.get('*/api/invite/sesame/', answer));
  const onDone = vi.fn();
  const app = await renderApp(<InvitePage token="sesame" isSignedIn={false} onDone={onDone} />);
  return { ...app, onDone };
}

test('an invitation says who invites whom to what, and makes the account', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post('*/api/invite/sesame/accept/', async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json({ token: 'fresh', user: bob }, { status: 201 });
    }),
  );
  const { user, onDone } = await openInvite(() => HttpResponse.json(invitation));
  expect(
    await screen.findByText(/Alice Example invites you to the course “Cell Biology”/),
  ).toBeVisible();
  expect(screen.getByLabelText('E-mail')).toHaveValue('bob@example.org');
  expect(screen.getByLabelText('E-mail')).toHaveAttribute('readonly');
  await user.type(screen.getByLabelText('User name'), 'bob');
  await user.type(screen.getByLabelText('Password'), 'seven quiet otters');
  await user.click(screen.getByRole('button', { name: 'Accept and create the account' }));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(session.token()).toBe('fresh');
  expect(bodies).toEqual([
    { full_name: 'Bob Example', username: 'bob', password: 'seven quiet otters' },
  ]);
});

test('a taken user name is said at its field', async () => {
  server.use(
    http.post('*/api/invite/sesame/accept/', () =>
      problem(400, { errors: { username: ['This name is taken.'] } }),
    ),
  );
  const { user } = await openInvite(() => HttpResponse.json(invitation));
  await user.type(await screen.findByLabelText('User name'), 'bob');
  await user.type(screen.getByLabelText('Password'), 'seven quiet otters{Enter}');
  expect(await screen.findByText('This name is taken.')).toBeVisible();
});

test('a used or expired invitation leads on', async () => {
  await openInvite(() => problem(400, { code: 'accounts.invitation_not_open' }));
  expect(
    await screen.findByRole('heading', { name: 'This invitation is not open any more' }),
  ).toBeVisible();
  expect(screen.getByRole('link', { name: 'Sign in' })).toBeVisible();
});

test('an unknown invitation says so, a server that is away lets one try again', async () => {
  await openInvite(() => problem(404));
  expect(await screen.findByRole('heading', { name: 'There is no such invitation' })).toBeVisible();
  await openInvite(() => problem(503));
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
});

test('asking for a link answers the same whoever asks', async () => {
  server.use(
    http.post('*/api/auth/forgot_password/', () => new HttpResponse(null, { status: 202 })),
  );
  const { user } = await renderApp(<ForgotPage />);
  await user.type(screen.getByLabelText('E-mail'), 'who@example.org{Enter}');
  expect(await screen.findByText(/If who@example.org belongs to an account/)).toBeVisible();
});

test('another password is set by the link', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post('*/api/auth/reset_password/', async ({ request }) => {
      bodies.push(await request.json());
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderApp(<ResetPage token="sesame" />);
  await user.type(screen.getByLabelText('New password'), 'seven quiet otters');
  await user.type(screen.getByLabelText('New password again'), 'seven quiet otter');
  await user.click(screen.getByRole('button', { name: 'Set the password' }));
  expect(await screen.findByText('The two passwords differ.')).toBeVisible();
  await user.type(screen.getByLabelText('New password again'), 's');
  await user.click(screen.getByRole('button', { name: 'Set the password' }));
  expect(await screen.findByRole('heading', { name: 'Your password is set' })).toBeVisible();
  expect(bodies).toEqual([{ token: 'sesame', password: 'seven quiet otters' }]);
});

test('a dead link offers another', async () => {
  server.use(
    http.post('*/api/auth/reset_password/', () =>
      problem(400, { errors: { token: ['This link was used already.'] } }),
    ),
  );
  const { user } = await renderApp(<ResetPage token="sesame" />);
  await user.type(screen.getByLabelText('New password'), 'seven quiet otters');
  await user.type(screen.getByLabelText('New password again'), 'seven quiet otters{Enter}');
  expect(await screen.findByRole('link', { name: 'Ask for another link' })).toBeVisible();
});

async function openRegister(registration: 'open' | 'students' | 'invite') {
  server.use(http.get('*/api/auth/options/', () => HttpResponse.json({ registration })));
  await renderApp(<RegisterPage next={undefined} onDone={vi.fn()} />);
}

test('where teachers come by invitation nobody can choose to be one', async () => {
  await openRegister('students');
  expect(await screen.findByText('Teachers join by invitation.')).toBeVisible();
  expect(screen.queryByRole('radio')).toBeNull();
});

test('where everybody comes by invitation there is no form', async () => {
  await openRegister('invite');
  expect(await screen.findByText(/by invitation here/)).toBeVisible();
  expect(screen.queryByLabelText('User name')).toBeNull();
});
