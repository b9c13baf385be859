/** Sets the generated client up: the token, one kind of error, and signing in again when a token has died. */
import { client } from '@/generated/client.gen';
import { session } from '@/lib/session';
import { toApiError } from './problem';

export function authorization(): string {
  return `Token ${session.token() ?? ''}`;
}

/** Sends a request; if its token is dead, waits until the person has signed in again and repeats it. */
export async function fetchSignedIn(request: Request): Promise<Response> {
  const isSigned = request.headers.has('Authorization');
  const repeat = isSigned ? request.clone() : null;
  const response = await fetch(request);
  if (response.status !== 401 || !repeat) return response;
  const wasReplaced = session.token() && request.headers.get('Authorization') !== authorization();
  if (!wasReplaced && !(await session.requestSignIn())) return response;
  repeat.headers.set('Authorization', authorization());
  return fetch(repeat);
}

export function configureClient(): void {
  client.setConfig({
    baseUrl: window.location.origin,
    auth: () => (session.token() ? authorization() : undefined),
    fetch: (input, init) =>
      fetchSignedIn(input instanceof Request ? input : new Request(input, init)),
  });
  client.interceptors.error.use((cause, response, _request, options) => {
    if (options.signal?.aborted) return cause;
    const error = toApiError(cause, response);
    if (error.code === 'accounts.blocked' && session.token()) session.end('blocked');
    return error;
  });
}
