/** What services could not deal with: looked at anew every 30 seconds, tried again or thrown away. */
import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query';
import { type Parked, type Parking, parkings } from './parkings';

const refreshMilliseconds = 30_000;

/** Two messages that are equal to the byte have the same id; the key tells them apart. */
export interface KeyedParked extends Parked {
  key: string;
}

const keyOf = ({ service }: Parking) => ['parked', service] as const;

function withKeys({ parked, total }: { parked: Parked[]; total: number }) {
  const seen = new Map<string, number>();
  const keyed = parked.map((one): KeyedParked => {
    const count = (seen.get(one.id) ?? 0) + 1;
    seen.set(one.id, count);
    return { ...one, key: `${one.id}-${count}` };
  });
  return { parked: keyed, total };
}

/** Each service with its query: one that is away does not hide what the others have. */
export function useParked() {
  const queries = useQueries({
    queries: parkings.map((parking) => ({
      queryKey: keyOf(parking),
      queryFn: ({ signal }: { signal: AbortSignal }) => parking.list(signal),
      select: withKeys,
      refetchInterval: refreshMilliseconds,
    })),
  });
  return queries.flatMap((query, index) => {
    const parking = parkings[index];
    return parking ? [{ parking, query }] : [];
  });
}

export function useParkedAction(parking: Parking, action: 'replay' | 'drop') {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => parking[action](id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(parking) }),
  });
}

/** The short reason: the last line of what is often a traceback. */
export function shortReason(why: string): string {
  return why.trim().split('\n').at(-1)?.trim() ?? '';
}

/** JSON in lines, to be read by people; anything else as it is. */
export function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
