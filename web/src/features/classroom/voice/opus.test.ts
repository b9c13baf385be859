/** Opus without WebCodecs: the worker's own work with the real decoder, and what the page asks of the worker. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Sound, VoiceDecoder } from './decoding';
import { OpusDecoders } from './opus';
import { type Decoded, OpusVoices, type ToDecode } from './opusVoices';
import { kinds, packetLength, type VoiceFrame } from './wire';

/** Of 20 ms without a sound (RFC 6716, 3.1: full band, mono, one frame). */
const silence = [0xf8, 0xff, 0xfe];
/** Of 60 ms: three of them. */
const longer = [0xfb, 0x03, 0xff, 0xfe, 0xff, 0xfe, 0xff, 0xfe];
/** Says that two frames follow, of which there is nothing. */
const garbage = [0xfa];

const ask = (voice: number, packet: number[] | null): ToDecode => ({
  voice,
  packet: packet && new Uint8Array(packet),
});

test('each packet is answered in its order, with as many samples as it holds', async () => {
  const answers: Decoded[] = [];
  const voices = new OpusVoices((answer) => answers.push(answer));
  const packets = [ask(1, silence), ask(2, longer), ask(1, longer), ask(1, silence)];
  await Promise.all(packets.map((one) => voices.take(one)));
  const told = (of: number) => answers.filter(({ voice }) => voice === of);
  expect(told(1).map(({ samples }) => samples.length / packetLength)).toEqual([1, 3, 1]);
  expect(told(2).map(({ samples }) => samples.length / packetLength)).toEqual([3]);
});

test('garbage gives nothing, and what follows is decoded as before', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const answers: Decoded[] = [];
  const voices = new OpusVoices((answer) => answers.push(answer));
  const tooLong = Array.from({ length: 8_000 }, () => 0xff);
  for (const packet of [garbage, tooLong, silence]) await voices.take(ask(1, packet));
  expect(answers.map(({ samples }) => samples.length)).toEqual([0, 0, packetLength]);
});

test('a voice that is over may begin again, and one that never said anything may end', async () => {
  const answer = vi.fn();
  const voices = new OpusVoices(answer);
  for (const packet of [silence, null, null, silence]) await voices.take(ask(1, packet));
  expect(answer).toHaveBeenCalledTimes(2);
});

/** A worker that keeps what it is asked, and answers when a test says so. */
class FakeWorker {
  static made: FakeWorker[] = [];
  asked: ToDecode[] = [];
  isOver = false;
  onmessage = (_: { data: Decoded }) => {};
  onerror = () => {};

  constructor() {
    FakeWorker.made.push(this);
  }

  postMessage(message: ToDecode): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isOver = true;
  }

  answerAll(length = packetLength): void {
    for (const { voice } of this.asked.splice(0)) {
      this.onmessage({ data: { voice, samples: new Float32Array(length) } });
    }
  }
}

const onUnplayable = vi.fn();
let decoders: OpusDecoders;

beforeEach(() => {
  FakeWorker.made = [];
  onUnplayable.mockClear();
  vi.stubGlobal('Worker', FakeWorker);
  decoders = new OpusDecoders(onUnplayable);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const frame = (n: number, packets: number[][]): VoiceFrame => ({
  kind: kinds.opus,
  isAnew: n === 0,
  stream: 1,
  epoch: 1,
  number: n,
  position: n * packetLength,
  packets: packets.map((packet) => new Uint8Array(packet)),
});

function voice(): [VoiceDecoder, Sound[]] {
  const heard: Sound[] = [];
  return [new VoiceDecoder((sound) => heard.push(sound), decoders.open), heard];
}

const placesOf = (heard: Sound[]) => heard.map(({ position }) => position / packetLength);

test('one worker decodes for all voices, each of which gets its own at its places', () => {
  const [first, toFirst] = voice();
  const [second, toSecond] = voice();
  first.decode(frame(0, [silence, silence]));
  second.decode(frame(50, [silence]));
  first.decode(frame(9, [silence]));
  const [worker] = FakeWorker.made;
  worker?.answerAll();
  expect(FakeWorker.made).toHaveLength(1);
  expect(placesOf(toFirst)).toEqual([0, 1, 9]);
  expect(toFirst.map(({ isAnew }) => isAnew)).toEqual([true, false, false]);
  expect(placesOf(toSecond)).toEqual([50]);
  expect(onUnplayable.mock.calls).toEqual([[false]]);
});

test('what was no Opus is passed over, and what follows keeps its place', () => {
  const [decoder, heard] = voice();
  decoder.decode(frame(0, [garbage]));
  FakeWorker.made[0]?.answerAll(0);
  decoder.decode(frame(1, [silence]));
  FakeWorker.made[0]?.answerAll();
  expect(placesOf(heard)).toEqual([1]);
});

test('a voice that has ended is not heard any more, and the worker is told', () => {
  const [decoder, heard] = voice();
  decoder.decode(frame(0, [silence]));
  decoder.close();
  expect(FakeWorker.made[0]?.asked.at(-1)?.packet).toBeNull();
  FakeWorker.made[0]?.answerAll();
  expect(heard).toEqual([]);
});

test('a worker that fails is told of, and the next voice tries another one', () => {
  const [decoder] = voice();
  decoder.decode(frame(0, [silence]));
  FakeWorker.made[0]?.onerror();
  expect(FakeWorker.made[0]?.isOver).toBe(true);
  const [next, heard] = voice();
  next.decode(frame(0, [silence]));
  FakeWorker.made[1]?.answerAll();
  expect(placesOf(heard)).toEqual([0]);
  expect(onUnplayable.mock.calls).toEqual([[true], [false]]);
});
