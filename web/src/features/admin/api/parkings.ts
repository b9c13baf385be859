/** The services whose parked messages administrators can look after: one entry for each that has the endpoints. */
import {
  notificationsDropParked,
  notificationsListParked,
  notificationsReplayParked,
} from '@/generated/sdk.gen';
import type { ParkedMessage } from '@/generated/types.gen';

export interface Parking {
  service: 'notifications';
  list: (signal: AbortSignal) => Promise<ParkedMessage[]>;
  replay: (id: string) => Promise<unknown>;
  drop: (id: string) => Promise<unknown>;
}

export const parkings: readonly Parking[] = [
  {
    service: 'notifications',
    list: async (signal) => (await notificationsListParked({ signal })).data.messages,
    replay: (id) => notificationsReplayParked({ path: { id } }),
    drop: (id) => notificationsDropParked({ path: { id } }),
  },
];
