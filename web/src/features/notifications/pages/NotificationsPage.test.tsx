import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Notification } from '@/generated/types.gen';
import { alice, notification } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { NotificationsPage } from './NotificationsPage';

let stored: Notification[] = [];

beforeEach(() => {
  stored = [notification(), notification({ id: 10, title: 'Carol left', is_read: true })];
  server.use(
    http.get('*/api/notifications/', () => HttpResponse.json(stored)),
    http.get('*/api/notifications/unread_count/', () =>
      HttpResponse.json({ unread: stored.filter((item) => !item.is_read).length }),
    ),
  );
});

const row = (title: string) => screen.getByText(title).closest('li') as HTMLElement;

test('it marks all read at once', async () => {
  server.use(
    http.post('*/api/notifications/mark_all_read/', () => {
      stored = stored.map((item) => ({ ...item, is_read: true }));
      return HttpResponse.json({ updated: 1 });
    }),
  );
  const { user } = await renderApp(<NotificationsPage />, { me: alice });
  expect(await screen.findByText('1 unread')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Mark all read' }));
  expect(await screen.findByText('You have seen everything.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Mark all read' })).toBeDisabled();
});

test('it brings a notification back when the server does not delete it', async () => {
  server.use(http.delete('*/api/notifications/11/', () => problem(503)));
  const { user } = await renderApp(<NotificationsPage />, { me: alice });
  await screen.findByText('Bob enrolled');
  await user.click(within(row('Bob enrolled')).getByRole('button', { name: /^Delete/ }));
  await waitFor(() => expect(screen.getByText('Bob enrolled')).toBeVisible());
});

test('it leads to what it is about, and nowhere else', async () => {
  stored.push(notification({ id: 9, title: 'Odd', link: 'https://evil.example/' }));
  await renderApp(<NotificationsPage />, { me: alice });
  expect(await screen.findByRole('link', { name: 'Bob enrolled' })).toHaveAttribute(
    'href',
    '/c/7/people',
  );
  expect(screen.queryByRole('link', { name: 'Odd' })).toBeNull();
});

test('it offers a way on when there is nothing', async () => {
  stored = [];
  await renderApp(<NotificationsPage />, { me: alice });
  expect(await screen.findByRole('link', { name: 'To the courses' })).toBeVisible();
});

test('it says what failed, with the number of the request, and tries again', async () => {
  let fails = true;
  server.use(
    http.get('*/api/notifications/', () => (fails ? problem(503) : HttpResponse.json(stored))),
  );
  const { user } = await renderApp(<NotificationsPage />, { me: alice });
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Bob enrolled')).toBeVisible();
});
