/** What administrators look after: messages of the services that have the endpoints, and mails that were given up. */
import {
  notificationsDropParked,
  notificationsDropParkedMail,
  notificationsListParked,
  notificationsListParkedMail,
  notificationsReplayParked,
  notificationsReplayParkedMail,
} from '@/generated/sdk.gen';
import type { MailKind } from '@/generated/types.gen';
import { toPage } from '@/lib/api/pages';

/** Something that failed. Without a `name` nobody knows what it was; without `mail` it is a message in a `queue`. */
export interface Parked {
  id: string;
  name: string;
  queue: string;
  why: string;
  body: string;
  mail?: { kind: MailKind; attempts: number };
}

export interface Parking {
  service: 'notifications' | 'mail';
  list: (signal: AbortSignal) => Promise<{ parked: Parked[]; total: number }>;
  replay: (id: string) => Promise<unknown>;
  drop: (id: string) => Promise<unknown>;
}

const mostMails = 100;

export const parkings: readonly Parking[] = [
  {
    service: 'notifications',
    list: async (signal) => {
      const { messages } = (await notificationsListParked({ signal })).data;
      const parked = messages.map((one) => ({ ...one, name: one.routing_key || one.queue }));
      return { parked, total: parked.length };
    },
    replay: (id) => notificationsReplayParked({ path: { id } }),
    drop: (id) => notificationsDropParked({ path: { id } }),
  },
  {
    service: 'mail',
    list: async (signal) => {
      const page = await toPage(
        notificationsListParkedMail({ query: { limit: mostMails }, signal }),
      );
      const parked = page.items.map((one) => ({
        id: String(one.id),
        name: one.recipient_name ?? one.address ?? '',
        queue: '',
        why: one.reason,
        body: '',
        mail: { kind: one.kind, attempts: one.attempts },
      }));
      return { parked, total: page.total ?? parked.length };
    },
    replay: (id) => notificationsReplayParkedMail({ path: { id: Number(id) } }),
    drop: (id) => notificationsDropParkedMail({ path: { id: Number(id) } }),
  },
];
