import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { session } from '@/lib/session';
import { problem, server } from '@/testing/server';
import type { ServerEvent } from './events';
import { openStream, retryDelay } from './stream';

const url = `${window.location.origin}/api/notifications/stream/`;

test('it waits longer after each failure, up to a limit', () => {
  const delays = [0, 1, 2, 10].map((failures) => retryDelay(failures, () => 1));
  expect(delays).toEqual([500, 1000, 2000, 5000]);
  expect(retryDelay(0, () => 0)).toBe(250);
});

test('it comes back with the last id it has seen', async () => {
  const ending = new AbortController();
  const asked: (string | null)[] = [];
  const seen: ServerEvent[] = [];
  server.use(
    http.get(url, ({ request }) => {
      asked.push(request.headers.get('Last-Event-ID'));
      if (asked.length === 3) ending.abort();
      return new HttpResponse(`id: ${asked.length}\ndata: hello\n\n`);
    }),
  );
  await openStream({
    url,
    signal: ending.signal,
    wait: () => Promise.resolve(),
    onEvent: (event) => seen.push(event),
  });
  expect(asked).toEqual([null, '1', '2']);
  const messages = seen.filter(({ event }) => event === 'message');
  expect(messages.slice(0, 2).map(({ lastId }) => lastId)).toEqual(['1', '2']);
});

test('it stops when the token is refused', async () => {
  session.start('dead');
  server.use(http.get(url, () => problem(401)));
  await openStream({ url, signal: new AbortController().signal, onEvent: () => undefined });
  expect(session.token()).toBe('dead');
});

test('it tells that it was away, for what the server does not repeat', async () => {
  const ending = new AbortController();
  server.use(http.get(url, () => new HttpResponse('event: feed\ndata: 1\n\n')));
  const seen: string[] = [];
  await openStream({
    url,
    signal: ending.signal,
    wait: async () => undefined,
    onEvent: ({ event }) => {
      seen.push(event);
      if (seen.length === 3) ending.abort();
    },
  });
  expect(seen).toEqual(['feed', 'reopened', 'feed']);
});
