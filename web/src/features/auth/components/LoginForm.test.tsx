import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { session } from '@/lib/session';
import { bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { LoginForm } from './LoginForm';

const address = '*/api/auth/login/';

async function signIn(onDone = vi.fn()) {
  const { user } = await renderApp(<LoginForm onDone={onDone} />);
  await user.type(screen.getByLabelText('User name'), 'bob');
  await user.type(screen.getByLabelText('Password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  return onDone;
}

test('it keeps the token and goes on', async () => {
  server.use(http.post(address, () => HttpResponse.json({ token: 'fresh', user: bob })));
  const onDone = await signIn();
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(session.token()).toBe('fresh');
});

test('it says that user name and password do not match, and keeps what was typed', async () => {
  server.use(http.post(address, () => problem(401)));
  await signIn();
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'User name and password do not match.',
  );
  expect(screen.getByLabelText('Password')).toHaveValue('secret');
});

test('it asks for patience after too many attempts', async () => {
  server.use(http.post(address, () => problem(429)));
  await signIn();
  expect(await screen.findByRole('alert')).toHaveTextContent(/too often/);
});

test('it says that a fault is ours, with the number to quote', async () => {
  server.use(http.post(address, () => problem(500, { detail: 'Internal.' })));
  await signIn();
  expect(await screen.findByRole('alert')).toHaveTextContent(/went wrong on our side.*req-1/);
});
