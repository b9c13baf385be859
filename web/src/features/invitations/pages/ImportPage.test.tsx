import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import type { RosterReport } from '@/generated/types.gen';
import { alice } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ImportPage } from './ImportPage';

const list = 'email,full_name\nann@example.org,Ann\nnope,Bo\n';
const csv = (text = list) => new File([text], 'people.csv', { type: 'text/csv' });

const report: RosterReport = {
  created: 1,
  failed: 1,
  results: [
    { row: 2, email: 'ann@example.org', success: true, id: 9, errors: {} },
    { row: 3, email: 'nope', success: false, id: null, errors: { email: ['No address.'] } },
  ],
};

async function choose(file: File) {
  const app = await renderApp(<ImportPage />, { me: alice });
  await app.user.upload(screen.getByLabelText('CSV file with the people to invite'), file);
  return app;
}

test('it shows what would be sent, then sends, and says what became of each row', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.post('*/api/invitations/bulk/', ({ request }) => {
      expect(request.headers.get('Content-Type')).toMatch(/^multipart\/form-data/);
      asked.push(new URL(request.url).searchParams.get('dry_run'));
      return HttpResponse.json(report);
    }),
  );
  const { user } = await choose(csv());
  expect(await screen.findByText('1 person can be invited')).toBeVisible();
  expect(screen.getByText('No address.')).toBeVisible();
  expect(screen.queryByText('ann@example.org')).toBeNull();
  await user.click(screen.getByText('All rows (2)'));
  expect(screen.getByText('ann@example.org')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Send 1 invitation' }));
  expect(await screen.findByText('1 invitation is on its way')).toBeVisible();
  expect(screen.getByText('1 row was not sent.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Download what failed' })).toBeVisible();
  expect(asked).toEqual(['true', 'false']);
});

test('a file that is no such list is refused here, in words', async () => {
  await choose(csv('name\nAnn\n'));
  expect(await screen.findByRole('alert')).toHaveTextContent('exactly one of them “email”');
});

test('what the server refuses is said, and another file can be chosen', async () => {
  server.use(
    http.post('*/api/invitations/bulk/', () => problem(400, { errors: { file: ['Too odd.'] } })),
  );
  await choose(csv());
  expect(await screen.findByRole('alert')).toHaveTextContent('Too odd.');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Choose a file' })).toBeEnabled());
});

test('nothing can be sent where every row has to be mended', async () => {
  server.use(
    http.post('*/api/invitations/bulk/', () =>
      HttpResponse.json({ created: 0, failed: 1, results: [report.results[1]] }),
    ),
  );
  await choose(csv('email\n\nnope\n'));
  expect(await screen.findByText('No address.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Send 0 invitations' })).toBeDisabled();
});
