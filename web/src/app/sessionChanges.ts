/** What the application does when the session begins or ends, here or in another tab. */
import type { QueryClient } from '@tanstack/react-query';
import type { AnyRouter } from '@tanstack/react-router';
import { accountsGetMe } from '@/generated/sdk.gen';
import { meOptions } from '@/lib/me';
import { followOtherTabs, session } from '@/lib/session';

export function followSession(router: AnyRouter, queryClient: QueryClient): void {
  let hadToken = session.token() !== null;
  session.subscribe(() => {
    const hasToken = session.token() !== null;
    if (hadToken && !hasToken) {
      void router.navigate({ to: '/login' }).then(() => queryClient.clear());
    }
    hadToken = hasToken;
  });
  followOtherTabs(() => void checkPerson(queryClient));
}

/** Another tab has signed in: the page stays if it is the same person, else everything begins anew. */
async function checkPerson(queryClient: QueryClient): Promise<void> {
  const before = queryClient.getQueryData(meOptions().queryKey);
  const { data: now } = await accountsGetMe();
  if (before?.id !== now.id) window.location.assign('/dashboard');
}
