import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { alice } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { PhotoField } from './PhotoField';

const address = '*/api/users/update_profile/';
const picture = () => new File(['…'], 'me.jpg', { type: 'image/jpeg' });
const photo = '/media/alice.webp';

/** jsdom decodes and draws no pictures: the browser tests do. */
beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async (file: File) => {
    if (file.name !== 'me.jpg') throw new Error('no picture');
    return { width: 800, height: 600 };
  });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) =>
    done(new Blob(['cut'], { type: 'image/jpeg' })),
  );
});

async function choose(file = picture()) {
  const app = await renderApp(<PhotoField>Alice</PhotoField>, { me: alice });
  await app.user.upload(screen.getByLabelText('Picture for your profile'), file);
  return app;
}

test('the cut-out is sent, and what shows the person is asked for again', async () => {
  const types: (string | null)[] = [];
  server.use(
    http.patch(address, ({ request }) => {
      types.push(request.headers.get('Content-Type'));
      return HttpResponse.json({ ...alice, photo });
    }),
    http.get('*/api/auth/me/', () => HttpResponse.json({ ...alice, photo })),
  );
  const { user } = await choose();
  await user.click(await screen.findByRole('button', { name: 'Use this photo' }));
  expect(await screen.findByText('Your new photo is shown everywhere.')).toBeVisible();
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(types[0]).toMatch(/^multipart\/form-data/);
  expect(screen.getByRole('button', { name: 'Change photo' })).toBeVisible();
});

test('a refused photo stays in the dialog with the reason', async () => {
  server.use(http.patch(address, () => problem(400, { errors: { photo: ['Too dark.'] } })));
  const { user } = await choose();
  await user.click(await screen.findByRole('button', { name: 'Use this photo' }));
  const dialog = screen.getByRole('dialog');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('Too dark.');
});

test('what is no picture is said at once', async () => {
  await choose(new File(['…'], 'notes.jpg', { type: 'image/jpeg' }));
  expect(await screen.findByText(/not a picture that can be shown/)).toBeVisible();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a photo is taken away', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.patch(address, async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(alice);
    }),
    http.get('*/api/auth/me/', () => HttpResponse.json(alice)),
  );
  const { user } = await renderApp(<PhotoField>Alice</PhotoField>, { me: { ...alice, photo } });
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(await screen.findByRole('button', { name: 'Upload a photo' })).toBeVisible();
  expect(bodies).toEqual([{ photo: null }]);
});
