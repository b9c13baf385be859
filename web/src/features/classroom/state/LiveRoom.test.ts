import { beforeEach, expect, test, vi } from 'vitest';
import type { ServerFrame } from '../socket/frames';
import { RoomSocket } from '../socket/RoomSocket';
import { LiveRoom } from './LiveRoom';

/** A socket without a network: what was sent is read, what arrives is said. */
class FakeSocket {
  readyState: number = WebSocket.OPEN;
  readonly sent: Record<string, unknown>[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(code = 1006): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.({ code });
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame as ServerFrame) });
  }

  ops(): Record<string, unknown>[] {
    return this.sent.filter(({ type }) => type === 'op');
  }
}

let sockets: FakeSocket[];
let room: LiveRoom;

beforeEach(() => {
  sockets = [];
  room = new LiveRoom({
    address: () => Promise.resolve('ws://here'),
    self: { uid: 2, caps: [] },
    post: {
      history: () => Promise.resolve([]),
      send: () => Promise.reject(new Error('not asked for')),
      isPassing: () => true,
    },
    isPassing: () => true,
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as never;
    },
  });
});

const welcome = {
  type: 'welcome',
  sid: 's',
  uid: 2,
  role: 'student',
  caps: ['draw', 'chat'],
  ep: 1,
  seq: 0,
  locks: { board: false, chat: false },
  lesson: 1,
  hands: [],
  voices: [],
  recorded: true,
};

async function enter(index = 0): Promise<FakeSocket> {
  const socket = await vi.waitFor(
    () => {
      const opened = sockets[index];
      if (!opened) throw new Error('not opened yet');
      return opened;
    },
    { timeout: 10_000 },
  );
  socket.onopen?.();
  socket.say(welcome);
  return socket;
}

const line = {
  id: 'a',
  uid: 2,
  k: 'line' as const,
  page: '1',
  points: [
    [0, 0],
    [1, 1],
  ],
  color: '#000000',
  width: 3,
};

test('what was not acknowledged is sent again after coming back, under the same id', async () => {
  room.start();
  const first = await enter();
  room.chat.say({ content: 'Hello' });
  expect(room.snapshot().outgoing).toHaveLength(1);
  first.close();
  expect(room.snapshot().status).toBe('waiting');
  const second = await enter(1);
  expect(second.ops()).toEqual(first.ops());
  const { cid } = second.ops()[0] as { cid: string };
  second.say({
    type: 'ev',
    seq: 1,
    ts: '2026-03-04T09:00:00Z',
    uid: 2,
    k: 'chat',
    d: { id: 7, content: 'Hello' },
    cid,
  });
  expect(room.snapshot().outgoing).toEqual([]);
  expect(room.snapshot().lines.map(({ content }) => content)).toEqual(['Hello']);
});

test('it comes back with what it has seen', async () => {
  room.start();
  const first = await enter();
  first.say({ type: 'ev', seq: 5, ts: '2026-03-04T09:00:00Z', uid: 1, k: 'hand', d: { up: true } });
  first.close();
  const second = await enter(1);
  expect(second.sent[0]).toMatchObject({ type: 'hello', ep: 1, last: 5 });
});

test('own ink is there at once, and once when the log has it', async () => {
  room.start();
  const socket = await enter();
  room.draw(line);
  expect(room.objects()).toHaveLength(1);
  const { cid, d } = socket.ops()[0] as { cid: string; d: object };
  socket.say({ type: 'ev', seq: 1, ts: '2026-03-04T09:00:00Z', uid: 2, k: 'line', d, cid });
  expect(room.objects()).toHaveLength(1);
});

test('ink that is refused goes, and the page says so', async () => {
  room.start();
  const socket = await enter();
  room.draw(line);
  const { cid } = socket.ops()[0] as { cid: string };
  socket.say({ type: 'err', code: 'not_allowed', cid });
  expect(room.objects()).toEqual([]);
  expect(room.snapshot().refusal).toBe('not_allowed');
});

test('a message that is refused stays until it is dismissed', async () => {
  room.start();
  const socket = await enter();
  room.chat.say({ content: 'Hello' });
  const { cid } = socket.ops()[0] as { cid: string };
  socket.say({ type: 'err', code: 'not_allowed', cid });
  expect(room.snapshot().outgoing).toMatchObject([{ refusal: 'not_allowed' }]);
  room.chat.dismiss(cid);
  expect(room.snapshot().outgoing).toEqual([]);
});

test('a stroke of somebody else grows while it is drawn', async () => {
  room.start();
  const socket = await enter();
  const part = { id: 'x', page: '1', color: '#ff0000', width: 3 };
  for (const points of [[[0, 0]], [[0.5, 0.5]]]) {
    socket.say({ type: 'eph', uid: 1, sid: 't', k: 'points', d: { ...part, points } });
  }
  expect(room.strokes.on('1')[0]?.points).toEqual([
    [0, 0],
    [0.5, 0.5],
  ]);
  const d = {
    ...part,
    points: [
      [0, 0],
      [0.5, 0.5],
      [1, 1],
    ],
  };
  socket.say({ type: 'ev', seq: 1, ts: '2026-03-04T09:00:00Z', uid: 1, k: 'stroke', d });
  expect(room.strokes.on('1')).toEqual([]);
  expect(room.objects()).toHaveLength(1);
});

test('people come and go, and a changed one is there once', async () => {
  room.start();
  const socket = await enter();
  const bob = { uid: 2, name: 'Bob', photo: null, role: 'student', caps: ['chat'] };
  socket.say({ type: 'pres', rev: 1, join: [bob], leave: [], count: 1 });
  socket.say({ type: 'pres', rev: 2, join: [{ ...bob, caps: [] }], leave: [], count: 1 });
  expect(room.snapshot().people).toEqual([{ ...bob, caps: [] }]);
  socket.say({ type: 'pres', rev: 3, join: [], leave: [2], count: 0 });
  expect(room.snapshot().people).toEqual([]);
});

test('somebody who lost their place does not come back', async () => {
  room.start();
  const socket = await enter();
  socket.close(4403);
  expect(room.snapshot()).toMatchObject({ status: 'over', code: 4403 });
});

test('one looks at a page alone until everybody turns to another', async () => {
  room.start();
  const socket = await enter();
  const turn = (seq: number, d: object) =>
    socket.say({ type: 'ev', seq, ts: '2026-03-04T09:00:00Z', uid: 1, k: 'page', d });
  turn(1, { do: 'add', id: '2', background: 'material:7' });
  expect(room.snapshot()).toMatchObject({ page: '2', turnedTo: '2' });
  room.look('1');
  room.look('nowhere');
  socket.say({
    type: 'ev',
    seq: 2,
    ts: '2026-03-04T09:00:00Z',
    uid: 1,
    k: 'hand',
    d: { up: true },
  });
  expect(room.snapshot()).toMatchObject({ page: '1', turnedTo: '2' });
  turn(3, { do: 'add', id: '3' });
  expect(room.snapshot()).toMatchObject({ page: '3', turnedTo: '3' });
});

test('a message that never left can be taken back, one that did cannot', async () => {
  room.start();
  const socket = await enter();
  const inner = new RoomSocket({
    address: () => Promise.resolve('ws://here'),
    onFrame: () => {},
    onAudio: () => {},
    onStatus: () => {},
    isPassing: () => true,
    open: () => {
      const opened = new FakeSocket();
      sockets.push(opened);
      return opened as never;
    },
  });
  const early = inner.op('chat', { content: 'Early' });
  expect(inner.takeBack(early)).toBe(true);
  const waiting = inner.op('chat', { content: 'Waiting' });
  inner.start();
  const other = await enter(1);
  expect(other.ops().map(({ d }) => d)).toEqual([{ content: 'Waiting' }]);
  expect(inner.takeBack(waiting)).toBe(false);
  inner.stop();
  expect(socket.ops()).toEqual([]);
});
