import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatMessage } from '@/generated/types.gen';
import { unreadOf, type Words } from './chat';
import { type ChatState, LiveChat } from './LiveChat';

let state: ChatState;
let waiting: Map<string, Words>;
let history: ChatMessage[];
let posted: { words: Words; key: string }[];
/** What sending comes to: null when it goes well. */
let trouble: Error | null;
let isDown: boolean;
let chat: LiveChat;

function message(id: number, content: string, sender = 1): ChatMessage {
  return {
    id,
    room: 1,
    sender,
    sender_name: 'Alice',
    sender_photo: null,
    content,
    reply_to: null,
    created_at: '2026-03-04T09:00:00Z',
    edited_at: null,
    is_deleted: false,
    seq: id,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  [waiting, history, posted, trouble, isDown] = [new Map(), [], [], null, false];
  const socket = {
    op: (_k: string, d: Record<string, unknown>) => {
      const cid = `c${waiting.size + posted.length + 1}`;
      waiting.set(cid, d as unknown as Words);
      return cid;
    },
    takeBack: (cid: string) => waiting.delete(cid),
  };
  const post = {
    history: () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(history)),
    send: (words: Words, key: string) => {
      posted.push({ words, key });
      return trouble
        ? Promise.reject(trouble)
        : Promise.resolve(message(50 + posted.length, words.content, 2));
    },
    isPassing: (error: unknown) => error instanceof TypeError,
  };
  chat = new LiveChat(socket, post, (next) => {
    state = next;
  });
});

afterEach(() => {
  chat.stop();
  vi.useRealTimers();
});

const contents = () => state.lines.map(({ content }) => content);
const aWhile = () => vi.advanceTimersByTimeAsync(30_000);

test('where no socket comes about, what is said goes over REST, and what others say is asked for', async () => {
  chat.connection('connecting');
  chat.say({ content: 'Hello', mentions: [3] });
  history = [message(1, 'Welcome')];
  await aWhile();
  expect(posted).toEqual([{ words: { content: 'Hello', mentions: [3] }, key: 'c1' }]);
  expect(state).toMatchObject({ isBlocked: true, outgoing: [] });
  expect(contents()).toEqual(['Welcome', 'Hello']);
  chat.connection('live');
  expect(state.isBlocked).toBe(false);
});

test('without any network everything waits for the socket', async () => {
  isDown = true;
  chat.connection('waiting');
  chat.say({ content: 'Hello' });
  await aWhile();
  expect(posted).toEqual([]);
  expect(state.isBlocked).toBe(false);
  expect(waiting.size).toBe(1);
});

test('what may have arrived over REST is repeated there, under the same key, also when the socket is back', async () => {
  trouble = new TypeError('no network');
  chat.connection('waiting');
  chat.say({ content: 'Hello' });
  await aWhile();
  expect(posted.length).toBeGreaterThan(1);
  trouble = null;
  chat.connection('live');
  await aWhile();
  expect(new Set(posted.map(({ key }) => key)).size).toBe(1);
  expect(state.outgoing).toEqual([]);
});

test('what is refused stays, and can be said again', async () => {
  trouble = new Error('closed');
  chat.connection('waiting');
  chat.say({ content: 'Hello', reply_to: 7 });
  await aWhile();
  expect(state.outgoing).toMatchObject([{ refusal: 'not_allowed' }]);
  trouble = null;
  chat.retry(state.outgoing[0]?.cid ?? '');
  await aWhile();
  expect(posted.at(-1)?.words).toEqual({ content: 'Hello', reply_to: 7 });
  expect(state.outgoing).toEqual([]);
});

test('a connection that comes back soon leaves REST alone', async () => {
  chat.connection('waiting');
  chat.say({ content: 'Hello' });
  chat.connection('live');
  await aWhile();
  expect(posted).toEqual([]);
});

test('the history counts as seen, what comes later does not until it was', async () => {
  history = [message(1, 'Earlier')];
  await chat.load();
  expect(unreadOf({ ...state, uid: 2 })).toBe(0);
  const event = { type: 'ev' as const, seq: 2, ts: '2026-03-04T09:00:00Z', uid: 1, k: 'chat' };
  chat.happened({ ...event, d: { id: 2, content: 'Now', reply_to: 1 } }, undefined);
  expect(state.lines.at(-1)?.replyTo).toBe(1);
  expect(unreadOf({ ...state, uid: 2 })).toBe(1);
  expect(unreadOf({ ...state, uid: 1 })).toBe(0);
  chat.see();
  expect(unreadOf({ ...state, uid: 2 })).toBe(0);
});
