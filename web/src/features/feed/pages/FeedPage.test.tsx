import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { StatusUpdate } from '@/generated/types.gen';
import { alice, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { FeedPage } from './FeedPage';

const address = '*/api/status-updates/';

function statusUpdate(changes: Partial<StatusUpdate> = {}): StatusUpdate {
  return {
    id: 1,
    author: bob.id,
    author_name: bob.full_name,
    author_photo: null,
    content: 'Mitosis went well.',
    created_at: '2026-03-04T09:00:00Z',
    updated_at: '2026-03-04T09:00:00Z',
    is_mine: false,
    ...changes,
  };
}

let stored: StatusUpdate[] = [];

beforeEach(() => {
  sessionStorage.clear();
  stored = [statusUpdate()];
  server.use(
    http.get(address, () => HttpResponse.json(stored)),
    http.get('*/api/status-updates/stream/', () => problem(403)),
  );
});

async function open() {
  const onFilter = vi.fn();
  const app = await renderApp(<FeedPage filters={{}} onFilter={onFilter} />, { me: alice });
  return { ...app, onFilter };
}

const write = 'New post';

test('a post is there at once, and once when the server has it', async () => {
  let answer: (() => void) | undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.use(
    http.post(address, async ({ request }) => {
      const { content } = (await request.json()) as { content: string };
      await answered;
      stored = [statusUpdate({ id: 2, author: alice.id, content, is_mine: true }), ...stored];
      return HttpResponse.json(stored[0], { status: 201 });
    }),
  );
  const { user } = await open();
  await user.type(await screen.findByLabelText(write), 'The exam is on Friday.');
  await user.click(screen.getByRole('button', { name: 'Post' }));
  expect(screen.getByLabelText(write)).toHaveValue('');
  expect(screen.getByText('Sending…')).toBeVisible();
  answer?.();
  await waitFor(() => expect(screen.queryByText('Sending…')).toBeNull());
  expect(screen.getAllByText('The exam is on Friday.')).toHaveLength(1);
});

test('a post that fails is kept, says why, and is sent again under the same key', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(address, ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      if (keys.length === 1) return problem(503);
      stored = [statusUpdate({ id: 2, content: 'Hello', is_mine: true }), ...stored];
      return HttpResponse.json(stored[0], { status: 201 });
    }),
  );
  const { user } = await open();
  await user.type(await screen.findByLabelText(write), 'Hello');
  await user.keyboard('{Control>}{Enter}{/Control}');
  const failed = await screen.findByRole('alert');
  expect(failed).toHaveTextContent('away for a moment');
  await user.click(within(failed).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(screen.getByText('Hello')).toBeVisible();
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});

test('a post that failed can be thrown away', async () => {
  server.use(http.post(address, () => problem(400, { detail: 'Too loud.' })));
  const { user } = await open();
  await user.type(await screen.findByLabelText(write), 'HELLO');
  await user.click(screen.getByRole('button', { name: 'Post' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Too loud.');
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  expect(screen.queryByText('HELLO')).toBeNull();
});

test('what was begun is there again after a reload, and gone once it is sent', async () => {
  localStorage.setItem('lectern.draft.feed.1', 'Half a thou');
  server.use(http.post(address, () => HttpResponse.json(statusUpdate({ id: 2 }), { status: 201 })));
  const { user } = await open();
  expect(await screen.findByLabelText(write)).toHaveValue('Half a thou');
  await user.type(screen.getByLabelText(write), 'ght');
  expect(localStorage.getItem('lectern.draft.feed.1')).toBe('Half a thought');
  await user.click(screen.getByRole('button', { name: 'Post' }));
  expect(localStorage.getItem('lectern.draft.feed.1')).toBeNull();
});

test('a text that is too long says so and cannot be sent', async () => {
  localStorage.setItem('lectern.draft.feed.1', 'é'.repeat(2001));
  await open();
  expect(await screen.findByText('2,001 / 2,000')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Post' })).toBeDisabled();
});

test('only what is mine can be changed; a refused change is taken back', async () => {
  stored = [statusUpdate({ id: 2, is_mine: true, content: 'Before' }), statusUpdate()];
  server.use(http.patch('*/api/status-updates/2/', () => problem(503)));
  const { user } = await open();
  await screen.findByText('Before');
  expect(screen.getAllByRole('button', { name: 'Actions for your post' })).toHaveLength(1);
  await user.click(screen.getByRole('button', { name: 'Actions for your post' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Edit post' }));
  await user.clear(screen.getByLabelText('Edit post'));
  await user.type(screen.getByLabelText('Edit post'), 'After');
  await user.click(screen.getByRole('button', { name: 'Save changes' }));
  expect(await screen.findByText(/away for a moment/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('Before')).toBeVisible();
});

test('a post is deleted after a question', async () => {
  stored = [statusUpdate({ id: 2, is_mine: true, content: 'Oops' })];
  server.use(
    http.delete('*/api/status-updates/2/', () => {
      stored = [];
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Actions for your post' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await user.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByText('Oops')).toBeNull());
  expect(await screen.findByText(/Nobody has written anything yet/)).toBeVisible();
});

test('an address becomes a link that tells nothing of this page', async () => {
  stored = [statusUpdate({ content: 'See https://example.org/paper.' })];
  await open();
  const link = await screen.findByRole('link', { name: 'https://example.org/paper' });
  expect(link).toHaveAttribute('rel', expect.stringContaining('noopener noreferrer'));
});

test('a new post shows without a reload', async () => {
  let tell: ((text: string) => void) | undefined;
  server.use(
    http.get('*/api/status-updates/stream/', () => {
      const body = new ReadableStream({
        start(controller) {
          tell = (text) => controller.enqueue(new TextEncoder().encode(text));
        },
      });
      return new HttpResponse(body, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  await open();
  await screen.findByText('Mitosis went well.');
  await waitFor(() => expect(tell).toBeDefined());
  stored = [statusUpdate({ id: 2, content: 'And meiosis, too.' }), ...stored];
  tell?.('event: feed\ndata: {"id": 2, "change": "posted"}\n\n');
  expect(await screen.findByText('And meiosis, too.')).toBeVisible();
});
