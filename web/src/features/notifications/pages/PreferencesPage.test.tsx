import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Preferences } from '@/generated/types.gen';
import { alice } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { PreferencesPage } from './PreferencesPage';

const choice = { in_app: true, email: true, digest: false };
let stored: Preferences;

beforeEach(() => {
  stored = {
    general: choice,
    enrollment: choice,
    material: choice,
    feedback: choice,
    deadline: choice,
  };
  server.use(
    http.get('*/api/notifications/preferences/', () => HttpResponse.json(stored)),
    http.get('*/api/calendar/', () =>
      HttpResponse.json({ url: 'https://lectern.test/api/calendar/1.0.x.ics' }),
    ),
  );
});

test('it sends the one choice that was made', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/notifications/preferences/', async ({ request }) => {
      sent.push(await request.json());
      stored = { ...stored, material: { ...choice, digest: true } };
      return HttpResponse.json(stored);
    }),
  );
  const { user } = await renderApp(<PreferencesPage />, { me: alice });
  await user.click(await screen.findByRole('switch', { name: 'Materials: Daily mail' }));
  expect(screen.getByRole('switch', { name: 'Materials: Daily mail' })).toBeChecked();
  await waitFor(() => expect(sent).toEqual([{ material: { digest: true } }]));
});

test('it takes a choice back that could not be saved', async () => {
  server.use(http.patch('*/api/notifications/preferences/', () => problem(503)));
  const { user } = await renderApp(<PreferencesPage />, { me: alice });
  const mailed = await screen.findByRole('switch', { name: 'Deadlines: Mail at once' });
  await user.click(mailed);
  await waitFor(() => expect(mailed).toBeChecked());
  expect(await screen.findByText('That could not be saved. Please try again.')).toBeVisible();
});

test('it asks before it changes the address of the calendar', async () => {
  server.use(
    http.post('*/api/calendar/reset/', () =>
      HttpResponse.json({ url: 'https://lectern.test/api/calendar/1.1.y.ics' }),
    ),
  );
  const { user } = await renderApp(<PreferencesPage />, { me: alice });
  const address = await screen.findByRole('textbox', { name: 'Calendar address' });
  expect(address).toHaveValue('https://lectern.test/api/calendar/1.0.x.ics');
  await user.click(screen.getByRole('button', { name: 'Change the address' }));
  await user.click(
    screen.getAllByRole('button', { name: 'Change the address' }).at(-1) as HTMLElement,
  );
  await waitFor(() => expect(address).toHaveValue('https://lectern.test/api/calendar/1.1.y.ics'));
});
