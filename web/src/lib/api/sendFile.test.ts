import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { session } from '@/lib/session';
import { material } from '@/testing/cast';
import { problem, server } from '@/testing/server';
import { type Parcel, sendFile } from './sendFile';

const parcel: Parcel = {
  method: 'POST',
  url: '/api/materials/',
  fields: { course: '7', title: 'Cells', material_type: 'document' },
  file: new File(['words'], 'cells.txt', { type: 'text/plain' }),
  key: 'k1',
};

function sending() {
  return { signal: new AbortController().signal, onProgress: () => undefined };
}

test('it sends the token, the key, the fields and the file', async () => {
  session.start('t1');
  let seen: (string | null)[] = [];
  server.use(
    http.post('*/api/materials/', async ({ request }) => {
      const body = await request.text();
      const names = [...body.matchAll(/ name="(\w+)"/g)].map(([, name]) => name ?? '');
      seen = [request.headers.get('Authorization'), request.headers.get('Idempotency-Key')];
      seen.push(...names);
      return HttpResponse.json(material(), { status: 201 });
    }),
  );
  expect(await sendFile(parcel, sending())).toMatchObject({ id: 31 });
  expect(seen).toEqual(['Token t1', 'k1', 'course', 'title', 'material_type', 'file']);
});

test('it throws what the problem says', async () => {
  server.use(
    http.post('*/api/materials/', () => problem(415, { code: 'courses.wrong_file_type' })),
  );
  await expect(sendFile(parcel, sending())).rejects.toMatchObject({
    status: 415,
    code: 'courses.wrong_file_type',
    requestId: 'req-1',
  });
});

test('it calls a missing network by its name', async () => {
  server.use(http.post('*/api/materials/', () => HttpResponse.error()));
  await expect(sendFile(parcel, sending())).rejects.toMatchObject({ isOffline: true });
});

test('it repeats the sending after the person has signed in again', async () => {
  session.start('old');
  session.confirm();
  const tokens: (string | null)[] = [];
  server.use(
    http.post('*/api/materials/', ({ request }) => {
      tokens.push(request.headers.get('Authorization'));
      return tokens.length === 1 ? problem(401) : HttpResponse.json(material(), { status: 201 });
    }),
  );
  const stop = session.subscribe(() => {
    stop();
    queueMicrotask(() => session.start('new'));
  });
  await sendFile(parcel, sending());
  expect(tokens).toEqual(['Token old', 'Token new']);
});
