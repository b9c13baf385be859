/** Pages for those who are signed in: others are led to sign in first, and come back afterwards. */
import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { ApiError } from '@/lib/api/problem';
import { meOptions } from '@/lib/me';
import { session } from '@/lib/session';

interface Options {
  context: { queryClient: QueryClient };
  location: { href: string };
}

export async function signedIn({ context, location }: Options) {
  const toLogin = redirect({ to: '/login', search: { next: location.href } });
  if (!session.token()) throw toLogin;
  const me = await context.queryClient.ensureQueryData(meOptions()).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    session.end('expired');
    throw toLogin;
  });
  session.confirm();
  return { me };
}
