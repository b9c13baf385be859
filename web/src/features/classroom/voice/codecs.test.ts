/** Encoding and decoding, with a codec that is made up: what it does wrong is what browsers do wrong. */
import { afterEach, expect, test, vi } from 'vitest';
import { type Sound, VoiceDecoder } from './decoding';
import { openEncoder, type Packet } from './encoding';
import { OpusDecoders } from './opus';
import { kinds, packetLength, type VoiceFrame } from './wire';

/** A decoder that makes 960 samples of a packet, and closes itself on one that begins with 0. */
class FakeDecoder {
  static made = 0;
  state = 'unconfigured';
  private readonly output: (sound: object) => void;
  private readonly error: (error: Error) => void;

  constructor(init: { output: (sound: object) => void; error: (error: Error) => void }) {
    FakeDecoder.made += 1;
    this.output = init.output;
    this.error = init.error;
  }

  configure(): void {
    this.state = 'configured';
  }

  close(): void {
    this.state = 'closed';
  }

  decode({ data }: { data: Uint8Array }): void {
    if (data[0] === 0) {
      this.state = 'closed';
      this.error(new Error('garbage'));
      return;
    }
    this.output({
      numberOfFrames: packetLength,
      copyTo: (samples: Float32Array) => samples.fill(data[0] ?? 0),
      close: () => undefined,
    });
  }
}

class FakeEncoder {
  static isBroken = false;
  static isConfigSupported = () => Promise.resolve({ supported: true });
  state = 'unconfigured';
  private readonly output: (chunk: object) => void;

  constructor(init: { output: (chunk: object) => void }) {
    this.output = init.output;
  }

  configure(): void {
    this.state = FakeEncoder.isBroken ? 'closed' : 'configured';
  }

  encode(): void {
    this.output({ byteLength: 3, copyTo: (bytes: Uint8Array) => bytes.fill(7) });
  }

  close(): void {
    this.state = 'closed';
  }
}

const frame = (n: number, packets: number[], isAnew = false): VoiceFrame => ({
  kind: kinds.opus,
  isAnew,
  stream: 1,
  epoch: 1,
  number: n,
  position: n * packetLength,
  packets: packets.map((byte) => new Uint8Array([byte])),
});

afterEach(() => {
  vi.unstubAllGlobals();
  FakeDecoder.made = 0;
  FakeEncoder.isBroken = false;
});

function decoderInto(heard: Sound[]): VoiceDecoder {
  return new VoiceDecoder((sound) => heard.push(sound), new OpusDecoders(vi.fn()).open);
}

function withCodecs(): void {
  vi.stubGlobal('AudioDecoder', FakeDecoder);
  vi.stubGlobal('AudioEncoder', FakeEncoder);
  vi.stubGlobal(
    'EncodedAudioChunk',
    Object.assign(function chunk(this: object, init: object) {
      Object.assign(this, init);
    }),
  );
  vi.stubGlobal(
    'AudioData',
    class {
      close(): void {}
    },
  );
}

test('packets of a frame follow one another, and frames say where they are', () => {
  withCodecs();
  const heard: Sound[] = [];
  const decoder = decoderInto(heard);
  decoder.decode(frame(0, [1, 2, 3], true));
  decoder.decode(frame(100, [4]));
  expect(heard.map(({ position }) => position / packetLength)).toEqual([0, 1, 2, 100]);
  expect(heard.map(({ isAnew }) => isAnew)).toEqual([true, false, false, false]);
  expect(heard.map(({ samples }) => samples[0])).toEqual([1, 2, 3, 4]);
});

test('a decoder that stumbled over garbage is made anew, and what follows keeps its place', () => {
  withCodecs();
  const heard: Sound[] = [];
  const decoder = decoderInto(heard);
  decoder.decode(frame(0, [1]));
  decoder.decode(frame(1, [0]));
  decoder.decode(frame(2, [2]));
  expect(FakeDecoder.made).toBe(2);
  expect(heard.map(({ position }) => position / packetLength)).toEqual([0, 2]);
});

test('PCM is heard without WebCodecs, as long as it was spoken', async () => {
  const packets: Packet[] = [];
  const encoder = await openEncoder((packet) => packets.push(packet));
  encoder.encode(new Float32Array(packetLength).fill(0.5), 0, true);
  encoder.encode(new Float32Array(packetLength).fill(0.5), packetLength, false);
  expect(packets.map(({ kind, bytes }) => [kind, bytes.length])).toEqual([
    [kinds.pcm, 640],
    [kinds.pcm, 640],
  ]);
  const heard: Sound[] = [];
  const decoder = decoderInto(heard);
  for (const { bytes, position, isAnew } of packets) {
    decoder.decode({ ...frame(0, []), kind: kinds.pcm, position, isAnew, packets: [bytes] });
  }
  expect(heard.map(({ samples }) => samples.length)).toEqual([packetLength, packetLength]);
  expect(heard[1]?.samples[900]).toBeCloseTo(0.5, 2);
});

test('Opus is spoken where there is an encoder, each packet with its own place', async () => {
  withCodecs();
  const packets: Packet[] = [];
  const encoder = await openEncoder((packet) => packets.push(packet));
  encoder.encode(new Float32Array(packetLength), 0, true);
  encoder.encode(new Float32Array(packetLength), 48_000, true);
  expect(packets.map(({ kind, position }) => [kind, position])).toEqual([
    [kinds.opus, 0],
    [kinds.opus, 48_000],
  ]);
});

test('an encoder that gave up is followed by PCM', async () => {
  withCodecs();
  FakeEncoder.isBroken = true;
  const packets: Packet[] = [];
  const encoder = await openEncoder((packet) => packets.push(packet));
  encoder.encode(new Float32Array(packetLength), 0, true);
  expect(packets.map(({ kind }) => kind)).toEqual([kinds.pcm]);
});
