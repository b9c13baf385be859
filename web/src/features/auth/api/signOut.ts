/** Signing out: here at once, at the server as soon as it answers. */
import { accountsLogout } from '@/generated/sdk.gen';
import { authorization } from '@/lib/api/client';
import { session } from '@/lib/session';

export function useSignOut(): () => Promise<void> {
  return async () => {
    const headers = { Authorization: authorization() };
    session.end('signed-out');
    // The token is forgotten here either way; at the server it dies with its session's age at the latest.
    await accountsLogout({ headers }).catch(() => undefined);
  };
}
