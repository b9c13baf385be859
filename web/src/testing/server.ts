/** The network of the tests (MSW): no handlers of its own; each test says what the server answers. */
import { HttpResponse, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';

export const server = setupServer();

/** A problem as the gateway writes it. */
export function problem(status: number, fields: Record<string, JsonBodyType> = {}) {
  const body = {
    type: 'about:blank',
    title: 'Problem',
    status,
    detail: 'This did not work.',
    code: 'test.problem',
    request_id: 'req-1',
    ...fields,
  };
  return HttpResponse.json(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}
