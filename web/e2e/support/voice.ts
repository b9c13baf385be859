/**
 * Voice for tests: a file that the browser's fake microphone plays, and ears. Both are read where the page's own graph
 * meets the devices, so that what is measured is what people would hear.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const rate = 48_000;

/** A second of the file: so long it sounds, and the rest is quiet. */
export const beat = { period: 1_000, sound: 500, hertz: 1_000 };

/** Beats of a tone as WAV (16 bits), two seconds that are played over and over; written once for all workers. */
export function toneFile(): string {
  const path = join(tmpdir(), 'lectern-tone.wav');
  const samples = 2 * rate;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n += 1) {
    const isSound = ((n / rate) * 1_000) % beat.period < beat.sound;
    const sample = isSound ? 0.5 * Math.sin((2 * Math.PI * beat.hertz * n) / rate) : 0;
    wav.writeInt16LE(Math.round(sample * 0x7fff), 44 + n * 2);
  }
  writeFileSync(path, wav);
  return path;
}

export const microphone = (path: string) => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${path}`,
];

export interface Heard {
  /** When the sound came up, by the clock that all pages share. */
  onsets: number[];
  /** Milliseconds that it lasted each time, and of those how many were quiet. */
  lengths: number[];
  gaps: number[];
  /** Of the beat with the fewest gaps. */
  rms: number;
  hertz: number;
}

type Side = 'microphone' | 'loudspeaker';

declare global {
  interface Window {
    ears?: Record<Side, AnalyserNode>;
  }
}

/** Runs in the page, before it: keeps an analyser beside every microphone and every loudspeaker. */
function growEars(): void {
  const ears = {} as Record<Side, AnalyserNode>;
  window.ears = ears;
  const tap = (side: Side, node: AudioNode, connect: (to: AudioNode) => unknown) => {
    const analyser = new AnalyserNode(node.context, { fftSize: 32_768 });
    connect.call(node, analyser);
    ears[side] = analyser;
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (this: AudioNode, ...to: [never]) {
    const isOut = (to[0] as unknown) instanceof AudioDestinationNode;
    if (isOut) tap('loudspeaker', this, connect);
    else if (this instanceof MediaStreamAudioSourceNode) tap('microphone', this, connect);
    return Reflect.apply(connect, this, to);
  } as typeof connect;
}

export async function withEars(page: Page): Promise<void> {
  await page.context().addInitScript(growEars);
}

/** Runs in the page: listens for so many beats, sample by sample, and says what they were. */
async function listen({ side, beats, patience }: { side: Side; beats: number; patience: number }) {
  const deadline = performance.now() + patience;
  const pause = () => new Promise((go) => setTimeout(go, 100));
  while (!window.ears?.[side] && performance.now() < deadline) await pause();
  const ear = window.ears?.[side];
  if (!ear) throw new Error(`There is no ${side}.`);
  const { sampleRate } = ear.context;
  const pieces: number[] = [];
  const block = new Float32Array(ear.fftSize);
  // Blocks of 2 ms, each with its time; what was seen already is passed over by the context's clock.
  const step = sampleRate / 500;
  const times: number[] = [];
  const tones: number[] = [];
  let seen = ear.context.currentTime;
  const read = () => {
    ear.getFloatTimeDomainData(block);
    const { currentTime } = ear.context;
    const now = performance.timeOrigin + performance.now();
    const fresh = Math.floor(Math.min((currentTime - seen) * 500, block.length / step));
    for (let piece = fresh; piece > 0; piece -= 1) {
      const part = block.subarray(block.length - piece * step, block.length - (piece - 1) * step);
      let sum = 0;
      for (const sample of part) sum += sample * sample;
      pieces.push(Math.sqrt(sum / part.length));
      times.push(now - piece * 2);
      tones.push(...part);
    }
    seen += fresh / 500;
  };
  const quiet = 0.02;
  const found = () => {
    const starts: number[] = [];
    const ends: number[] = [];
    let lastLoud = Number.NEGATIVE_INFINITY;
    pieces.forEach((level, n) => {
      if (level < quiet) return;
      // So much silence parts two beats.
      if (n - lastLoud > 100) {
        if (starts.length > 0) ends.push(lastLoud);
        starts.push(n);
      }
      lastLoud = n;
    });
    return { starts, ends };
  };
  // The first beat may have begun before.
  while (found().ends.length < beats + 1) {
    if (performance.now() > deadline) throw new Error(`Only ${found().ends.length} beats came.`);
    await pause();
    read();
  }
  const { starts, ends } = found();
  const whole = starts
    .slice(1, beats + 1)
    .map((start, n) => [start, ends[n + 1] ?? start] as const);
  const gaps = whole.map(
    ([start, end]) => pieces.slice(start, end).filter((one) => one < quiet).length * 2,
  );
  const [from = 0, to = 0] = whole[gaps.indexOf(Math.min(...gaps))] ?? [];
  const tone = tones.slice(from * step, to * step);
  let crossings = 0;
  for (let n = 1; n < tone.length; n += 1) {
    if ((tone[n - 1] ?? 0) < 0 && (tone[n] ?? 0) >= 0) crossings += 1;
  }
  const squares = tone.reduce((sum, sample) => sum + sample * sample, 0);
  return {
    onsets: whole.map(([start]) => times[start] ?? 0),
    lengths: whole.map(([start, end]) => (end - start + 1) * 2),
    gaps,
    rms: Math.sqrt(squares / Math.max(1, tone.length)),
    hertz: (crossings * sampleRate) / Math.max(1, tone.length),
  };
}

export function hear(page: Page, side: Side, beats = 8): Promise<Heard> {
  return page.evaluate(listen, { side, beats, patience: 60_000 });
}

/** From mouth to ear: of each beat that was heard, how long before it was spoken; the one in the middle. */
export function delayBetween(spoken: Heard, heard: Heard): number {
  const delays = heard.onsets.flatMap((at) => {
    const before = spoken.onsets.filter((one) => one <= at).at(-1);
    return before === undefined || at - before > beat.period ? [] : [at - before];
  });
  if (delays.length === 0) throw new Error('Nothing that was heard was spoken.');
  return delays.sort((a, b) => a - b)[Math.floor(delays.length / 2)] as number;
}
