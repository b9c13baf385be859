/** How the reader is told of what: shown at once as chosen, taken back if the server refuses. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  notificationsChangePreferencesMutation,
  notificationsGetPreferencesOptions,
} from '@/generated/@tanstack/react-query.gen';
import type { Preferences } from '@/generated/types.gen';
import { apiMutation } from '@/lib/api/mutations';

export type About = keyof Preferences;
export type Channel = keyof Preferences['general'];

export const preferencesOptions = () => notificationsGetPreferencesOptions();

export function usePreferences() {
  return useQuery(preferencesOptions());
}

export function useChoose() {
  const queryClient = useQueryClient();
  const { queryKey } = preferencesOptions();
  return useMutation({
    ...apiMutation(notificationsChangePreferencesMutation()),
    // One after the other, so that the last answer is the last choice.
    scope: { id: 'preferences' },
    onMutate: async ({ body }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (now) => now && merged(now, body));
      return { before };
    },
    onError: (_error, _variables, context) => queryClient.setQueryData(queryKey, context?.before),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
}

type Patch = Partial<Record<About, Partial<Record<Channel, boolean | null>> | null>>;

function merged(now: Preferences, patch: Patch): Preferences {
  const entries = Object.entries(now).map(([about, choice]) => [
    about,
    { ...choice, ...patch[about as About] },
  ]);
  return Object.fromEntries(entries) as Preferences;
}
