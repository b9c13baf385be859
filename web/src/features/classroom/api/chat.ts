/** The chat over REST: its history, and writing where a socket cannot be had. */
import { classroomListMessages, classroomSendMessage } from '@/generated/sdk.gen';
import type { Post } from '../state/LiveChat';
import { isPassing } from './rooms';

export function chatPost(id: number): Post {
  return {
    history: async () => (await classroomListMessages({ path: { id } })).data,
    send: async (body, key) => {
      const headers = { 'Idempotency-Key': key };
      return (await classroomSendMessage({ path: { id }, body, headers })).data;
    },
    isPassing,
  };
}
