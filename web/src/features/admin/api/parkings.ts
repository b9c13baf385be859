/** What administrators look after: messages that services could not deal with, and mails that were given up. */
import {
  accountsDropParked,
  accountsListParked,
  accountsReplayParked,
  assignmentsDropParked,
  assignmentsListParked,
  assignmentsReplayParked,
  classroomDropParked,
  classroomListParked,
  classroomReplayParked,
  coursesDropParked,
  coursesListParked,
  coursesReplayParked,
  notificationsDropParked,
  notificationsDropParkedMail,
  notificationsListParked,
  notificationsListParkedMail,
  notificationsReplayParked,
  notificationsReplayParkedMail,
} from '@/generated/sdk.gen';
import type { MailKind } from '@/generated/types.gen';
import { toPage } from '@/lib/api/pages';
import type { ServiceName } from './services';

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
  service: ServiceName | 'mail';
  list: (signal: AbortSignal) => Promise<{ parked: Parked[]; total: number }>;
  replay: (id: string) => Promise<unknown>;
  drop: (id: string) => Promise<unknown>;
}

interface Operations {
  list: typeof notificationsListParked;
  replay: typeof notificationsReplayParked;
  drop: typeof notificationsDropParked;
}

const mostMails = 100;

function messagesOf(service: ServiceName, operations: Operations): Parking {
  return {
    service,
    list: async (signal) => {
      const { messages } = (await operations.list({ signal })).data;
      const parked = messages.map((one) => ({ ...one, name: one.routing_key || one.queue }));
      return { parked, total: parked.length };
    },
    replay: (id) => operations.replay({ path: { id } }),
    drop: (id) => operations.drop({ path: { id } }),
  };
}

const mails: Parking = {
  service: 'mail',
  list: async (signal) => {
    const page = await toPage(notificationsListParkedMail({ query: { limit: mostMails }, signal }));
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
};

export const parkings: readonly Parking[] = [
  messagesOf('accounts', {
    list: accountsListParked,
    replay: accountsReplayParked,
    drop: accountsDropParked,
  }),
  messagesOf('assignments', {
    list: assignmentsListParked,
    replay: assignmentsReplayParked,
    drop: assignmentsDropParked,
  }),
  messagesOf('classroom', {
    list: classroomListParked,
    replay: classroomReplayParked,
    drop: classroomDropParked,
  }),
  messagesOf('courses', {
    list: coursesListParked,
    replay: coursesReplayParked,
    drop: coursesDropParked,
  }),
  messagesOf('notifications', {
    list: notificationsListParked,
    replay: notificationsReplayParked,
    drop: notificationsDropParked,
  }),
  mails,
];
