/** What a room tells of voices, and what its socket does with them. */
import { beforeEach, expect, test, vi } from 'vitest';
import { RoomSocket } from '../socket/RoomSocket';
import { LiveVoice } from './LiveVoice';

const player = {
  end: vi.fn(),
  endAll: vi.fn(),
  hear: vi.fn(),
  use: vi.fn(),
  setVolume: vi.fn(),
  close: vi.fn(),
};
const talk = { allow: vi.fn(), use: vi.fn(), switchOn: vi.fn(), hold: vi.fn() };
let opened = 0;

vi.mock('../voice/Voice', () => ({
  Voice: class {
    readonly player = player;
    readonly talk = talk;
    readonly close = player.close;
    constructor() {
      opened += 1;
    }
  },
}));

let voice: LiveVoice;

beforeEach(() => {
  opened = 0;
  for (const spy of [...Object.values(player), ...Object.values(talk)]) spy.mockClear();
  voice = enter();
});

const enter = () => new LiveVoice({ send: () => true, count: () => 2, self: () => 7 });

const loaded = () => vi.waitFor(() => expect(opened).toBe(1), { timeout: 10_000 });

test('the voice is loaded with the first one that is told, and not with one’s own', async () => {
  voice.told(7, { stream: 1, on: true });
  voice.hear(new ArrayBuffer(1));
  await Promise.resolve();
  expect(opened).toBe(0);
  voice.told(8, { stream: 2, on: true });
  await loaded();
  await vi.waitFor(() => {
    voice.hear(new ArrayBuffer(1));
    expect(player.hear).toHaveBeenCalled();
  });
});

test('a voice that ends is told to the player, and a welcome ends all', async () => {
  voice.welcome([{ uid: 8, stream: 2 }]);
  await loaded();
  await vi.waitFor(() => {
    voice.told(8, { stream: 2, on: false });
    expect(player.end).toHaveBeenCalledWith(2);
  });
  voice.welcome([]);
  expect(player.endAll).toHaveBeenCalled();
});

test('the right to speak reaches the microphone, also where it came before it', async () => {
  voice.allow(true);
  await voice.switchOn(true);
  expect(talk.allow).toHaveBeenLastCalledWith(true);
  expect(talk.switchOn).toHaveBeenCalledWith(true);
  voice.allow(false);
  expect(talk.allow).toHaveBeenLastCalledWith(false);
});

test('whoever is silenced stays so, whatever comes later', async () => {
  voice.setVolume(0.5, true);
  await vi.waitFor(() => expect(player.setVolume).toHaveBeenLastCalledWith(0));
  voice.setVolume(0.5);
  await vi.waitFor(() => expect(player.setVolume).toHaveBeenLastCalledWith(0.5));
});

test('devices that were chosen are used on the next visit, too, until the choice is taken back', async () => {
  await voice.chooseInput('headset');
  await voice.chooseOutput('hall');
  const later = enter();
  expect(later.snapshot()).toMatchObject({ input: 'headset', output: 'hall' });
  talk.use.mockClear();
  player.use.mockClear();
  await later.switchOn(true);
  expect(talk.use).toHaveBeenCalledWith('headset');
  expect(player.use).toHaveBeenCalledWith('hall');
  await later.chooseInput('');
  expect(enter().snapshot()).toMatchObject({ input: '', output: 'hall' });
});

test('a room that was left while the voice was loading closes it', async () => {
  voice.welcome([{ uid: 8, stream: 2 }]);
  voice.stop();
  await loaded();
  await vi.waitFor(() => expect(player.close).toHaveBeenCalled());
});

test('audio goes out at once or not at all, and comes in as bytes', async () => {
  const socket = {
    readyState: WebSocket.CONNECTING as number,
    bufferedAmount: 0,
    sent: [] as unknown[],
    send(data: unknown) {
      this.sent.push(data);
    },
    close() {},
    onopen: () => {},
    onmessage: (_: { data: unknown }) => {},
  };
  const onAudio = vi.fn();
  const room = new RoomSocket({
    address: () => Promise.resolve('ws://here'),
    onFrame: () => {},
    onAudio,
    onStatus: () => {},
    isPassing: () => true,
    open: () => socket as never,
  });
  const frame = new Uint8Array([1, 2, 3]);
  expect(room.speak(frame)).toBe(false);
  room.start();
  await vi.waitFor(() => expect(socket).toHaveProperty('binaryType', 'arraybuffer'));
  socket.readyState = WebSocket.OPEN;
  socket.onopen();
  expect(room.speak(frame)).toBe(false);
  socket.onmessage({ data: JSON.stringify({ type: 'welcome', ep: 1 }) });
  expect(room.speak(frame)).toBe(true);
  socket.bufferedAmount = 100_000;
  expect(room.speak(frame)).toBe(false);
  expect(socket.sent.filter((data) => data === frame)).toHaveLength(1);
  socket.onmessage({ data: frame.buffer });
  expect(onAudio).toHaveBeenCalledWith(frame.buffer);
  room.stop();
});
