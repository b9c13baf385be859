import { screen, waitFor, within } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Material } from '@/generated/types.gen';
import { alice, biology, bob, material } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { UploadWatch } from '../uploads/UploadWatch';
import { queue } from '../uploads/uploads';
import { MaterialsPage } from './MaterialsPage';

let stored: Material[] = [];

beforeEach(() => {
  stored = [material(), material({ id: 32, title: 'Mitosis', content_type: 'video/mp4' })];
  server.use(
    http.get('*/api/materials/', () =>
      HttpResponse.json(stored, { headers: { 'X-Total-Count': String(stored.length) } }),
    ),
    http.get('*/api/materials/usage/', () =>
      HttpResponse.json({ used: 1_200_000_000, allowed: 5_000_000_000 }),
    ),
  );
});

afterEach(() => queue.clear());

function show(me = alice) {
  const course = { ...biology, is_owner: me === alice, is_enrolled: me === bob };
  const page = (
    <>
      <MaterialsPage course={course} />
      <UploadWatch />
    </>
  );
  return renderApp(page, { me });
}

const chosen = () => document.querySelector<HTMLInputElement>('input[type=file][multiple]');

async function choose(user: Awaited<ReturnType<typeof show>>['user'], ...files: File[]) {
  await screen.findByRole('button', { name: 'Upload files' });
  const input = chosen();
  if (input) await user.upload(input, files);
}

test('it says what each piece is, how large, and from whom', async () => {
  await show();
  const row = (await screen.findByRole('link', { name: 'The living cell' })).closest('tr');
  expect(row).toHaveTextContent('PDF');
  expect(row).toHaveTextContent('1.2 MB');
  expect(row).toHaveTextContent('Alice Example');
});

test('a file that is chosen is sent, and then in the list', async () => {
  server.use(
    http.post('*/api/materials/', () => {
      stored = [material({ id: 33, title: 'Meiosis' }), ...stored];
      return HttpResponse.json(stored[0], { status: 201 });
    }),
  );
  const { user } = await show();
  await choose(user, new File(['words'], 'Meiosis.pdf', { type: 'application/pdf' }));
  expect(await screen.findByRole('link', { name: 'Meiosis' })).toBeVisible();
  expect(await screen.findByText('Meiosis is uploaded.')).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
});

test('it shows what is on its way, and breaks it off', async () => {
  server.use(
    http.post('*/api/materials/', async () => {
      await delay('infinite');
      return HttpResponse.json({});
    }),
  );
  const { user } = await show();
  await choose(user, new File(['words'], 'Meiosis.pdf', { type: 'application/pdf' }));
  expect(await screen.findByRole('progressbar', { name: 'Upload of Meiosis' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel the upload of Meiosis' }));
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('it says plainly why a file was refused', async () => {
  const answers = [
    () => problem(413, { detail: 'A file may have at most 512 MB.' }),
    () => problem(415),
  ];
  server.use(http.post('*/api/materials/', () => answers.shift()?.()));
  const { user } = await show();
  await choose(user, new File(['words'], 'Film.mp4', { type: 'video/mp4' }));
  expect(await screen.findByText(/At most 512 MB are taken/)).toBeVisible();
  await choose(user, new File(['words'], 'Drawing.svg', { type: 'image/svg+xml' }));
  expect(await screen.findByText(/PNG, JPEG, GIF and WebP are taken/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Try to upload/ })).toBeNull();
});

test('it says how much room there is, and what to do when there is none', async () => {
  const refused = problem(413, {
    code: 'courses.quota_exceeded',
    detail: 'Your material takes 4999 of 5000 MB.',
  });
  server.use(http.post('*/api/materials/', () => refused));
  const { user } = await show();
  expect(await screen.findByText('1.2 GB of 5 GB used')).toBeVisible();
  await choose(user, new File(['words'], 'Film.mp4', { type: 'video/mp4' }));
  expect(await screen.findByText(/There is no room left for it/)).toBeVisible();
});

test('what failed for a moment is tried again', async () => {
  const answers = [() => problem(503), () => HttpResponse.json(material(), { status: 201 })];
  server.use(http.post('*/api/materials/', () => answers.shift()?.()));
  const { user } = await show();
  await choose(user, new File(['words'], 'Notes.pdf'));
  await user.click(await screen.findByRole('button', { name: 'Try to upload Notes again' }));
  await waitFor(() => expect(screen.queryByText('Not uploaded')).toBeNull());
});

test('it renames, and deletes only after a question', async () => {
  server.use(
    http.patch('*/api/materials/31/', async ({ request }) => {
      const renamed = material((await request.json()) as Partial<Material>);
      stored = [renamed];
      return HttpResponse.json(renamed);
    }),
    http.delete('*/api/materials/31/', () => {
      stored = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole('button', { name: 'Actions for The living cell' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
  const dialog = await screen.findByRole('dialog');
  await user.clear(within(dialog).getByLabelText('Title'));
  await user.type(within(dialog).getByLabelText('Title'), 'Cells{Enter}');
  expect(await screen.findByRole('link', { name: 'Cells' })).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Actions for Cells' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  expect(stored).toHaveLength(1);
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  expect(await screen.findByText(/There is no material yet/)).toBeVisible();
});

test('students read and download, and change nothing', async () => {
  await show(bob);
  const download = await screen.findByRole('link', { name: 'Download The living cell' });
  expect(download).toHaveAttribute('href', '/media/materials/abc/cell.pdf?e=1&s=x');
  expect(screen.queryByRole('button', { name: /^(Actions|Upload)/ })).toBeNull();
  expect(screen.queryByTestId('drop-overlay')).toBeNull();
  expect(screen.queryByText(/used$/)).toBeNull();
});

test('a course without material says so to students', async () => {
  stored = [];
  await show(bob);
  expect(await screen.findByText(/What your teacher adds will be here/)).toBeVisible();
});
