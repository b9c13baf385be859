import { createFileRoute, redirect } from '@tanstack/react-router';
import { ApiError } from '@/lib/api/problem';
import { meOptions } from '@/lib/me';
import { session } from '@/lib/session';
import { Shell } from '../shell/Shell';

export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ context, location }) => {
    const toLogin = redirect({ to: '/login', search: { next: location.href } });
    if (!session.token()) throw toLogin;
    const me = await context.queryClient.ensureQueryData(meOptions()).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      session.end('expired');
      throw toLogin;
    });
    session.confirm();
    return { me };
  },
  component: Shell,
});
