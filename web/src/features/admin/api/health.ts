/** How the parts of the system are, looked at anew every ten seconds: each service by itself, servers by the gateway. */
import { useQueries, useQuery } from '@tanstack/react-query';
import {
  accountsShowHealth,
  assignmentsShowHealth,
  classroomShowHealth,
  coursesShowHealth,
  notificationsShowHealth,
} from '@/generated/sdk.gen';
import type { ServiceHealth } from '@/generated/types.gen';
import type { ServiceName } from './services';

const refetchInterval = 10_000;

const shows = {
  accounts: accountsShowHealth,
  assignments: assignmentsShowHealth,
  classroom: classroomShowHealth,
  courses: coursesShowHealth,
  notifications: notificationsShowHealth,
} satisfies Record<ServiceName, unknown>;

/** `away`: it did not answer. Before the first answer there is no state. */
export type State = 'well' | 'unwell' | 'away';

export interface ServiceState {
  name: ServiceName;
  state: State | undefined;
  health: ServiceHealth | undefined;
}

export function useServices(): ServiceState[] {
  const names = Object.keys(shows) as ServiceName[];
  const queries = useQueries({
    queries: names.map((name) => ({
      queryKey: ['health', name],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await shows[name]({ signal })).data,
      refetchInterval,
      retry: false,
    })),
  });
  return queries.flatMap(({ data, isError }, index) => {
    const name = names[index];
    return name
      ? [{ name, health: isError ? undefined : data, state: stateOf(data, isError) }]
      : [];
  });
}

function stateOf(health: ServiceHealth | undefined, isError: boolean): State | undefined {
  if (isError) return 'away';
  return health && (health.checks.some((check) => check.trouble) ? 'unwell' : 'well');
}

export type ServerName = 'broker' | 'redis';

/** What the gateway says of the servers behind it, ready or not. */
export function useServers() {
  return useQuery({
    queryKey: ['health', 'servers'],
    queryFn: async ({ signal }): Promise<{ name: ServerName; state: State }[]> => {
      const report = (await (await fetch('/readyz', { signal })).json()) as Record<string, unknown>;
      const names: ServerName[] = ['broker', 'redis'];
      return names.map((name) => ({ name, state: report[name] === 'up' ? 'well' : 'away' }));
    },
    refetchInterval,
    retry: false,
  });
}
