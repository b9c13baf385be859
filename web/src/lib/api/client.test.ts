import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { accountsLogin, coursesGetCourse, coursesUpdateCourse } from '@/generated/sdk.gen';
import { session } from '@/lib/session';
import { biology } from '@/testing/cast';
import { problem, server } from '@/testing/server';
import { ApiError } from './problem';

const path = { id: biology.id };
const address = '*/api/courses/7/';

function signIn(): void {
  session.start('old');
  session.confirm();
}

test('it sends the token', async () => {
  signIn();
  let sent: string | null = null;
  server.use(
    http.get(address, ({ request }) => {
      sent = request.headers.get('Authorization');
      return HttpResponse.json(biology);
    }),
  );
  await coursesGetCourse({ path });
  expect(sent).toBe('Token old');
});

test('it throws what the problem says', async () => {
  server.use(
    http.get(address, () => problem(404, { code: 'courses.not_found', request_id: 'abc' })),
  );
  const error = await coursesGetCourse({ path }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 404, code: 'courses.not_found', requestId: 'abc' });
});

test('it calls a missing network by its name', async () => {
  server.use(http.get(address, () => HttpResponse.error()));
  const error = await coursesGetCourse({ path }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ status: 0, code: 'network', isOffline: true });
});

test('it repeats a call, body and all, after the person has signed in again', async () => {
  signIn();
  const seen: unknown[] = [];
  server.use(
    http.patch(address, async ({ request }) => {
      seen.push([request.headers.get('Authorization'), await request.json()]);
      return seen.length === 1 ? problem(401) : HttpResponse.json(biology);
    }),
  );
  const stop = session.subscribe(() => {
    stop();
    queueMicrotask(() => session.start('new'));
  });
  const { data } = await coursesUpdateCourse({ path, body: { title: 'Cells' } });
  expect(data.id).toBe(biology.id);
  expect(seen).toEqual([
    ['Token old', { title: 'Cells' }],
    ['Token new', { title: 'Cells' }],
  ]);
});

test('it gives the 401 back when the person signs out instead', async () => {
  signIn();
  server.use(http.get(address, () => problem(401)));
  const stop = session.subscribe(() => {
    stop();
    queueMicrotask(() => session.end('signed-out'));
  });
  await expect(coursesGetCourse({ path })).rejects.toMatchObject({ status: 401 });
});

test('it does not ask for a sign-in when the sign-in itself is refused', async () => {
  server.use(http.post('*/api/auth/login/', () => problem(401)));
  const body = { username: 'bob', password: 'wrong' };
  await expect(accountsLogin({ body })).rejects.toMatchObject({ status: 401 });
});

test('it ends the session of a blocked account', async () => {
  signIn();
  server.use(http.get(address, () => problem(403, { code: 'accounts.blocked' })));
  await expect(coursesGetCourse({ path })).rejects.toMatchObject({ status: 403 });
  expect(session.token()).toBeNull();
  expect(session.endReason()).toBe('blocked');
});
