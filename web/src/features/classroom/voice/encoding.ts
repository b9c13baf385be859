/** From samples to packets: Opus by WebCodecs, and PCM where the browser has no Opus or its encoder gives up. */
import { pcmRate, toPcm16 } from './pcm';
import { Resampler } from './Resampler';
import { type Kind, kinds, rate } from './wire';

export interface Packet {
  kind: Kind;
  bytes: Uint8Array;
  position: number;
  isAnew: boolean;
}

export interface Encoder {
  /** One packet's samples: 20 ms from `position` in the voice. */
  encode: (samples: Float32Array<ArrayBuffer>, position: number, isAnew: boolean) => void;
  close: () => void;
}

type Take = (packet: Packet) => void;

/** Without `usedtx`: it drops packets and squeezes the time of the others. */
const settings: AudioEncoderConfig & { opus: { application: string } } = {
  codec: 'opus',
  sampleRate: rate,
  numberOfChannels: 1,
  bitrate: 24_000,
  opus: { application: 'voip', frameDuration: 20_000, usedtx: false },
};

export async function openEncoder(take: Take): Promise<Encoder> {
  const pcm = new PcmEncoder(take);
  return (await speaksOpus()) ? new OpusEncoder(take, pcm) : pcm;
}

async function speaksOpus(): Promise<boolean> {
  if (typeof AudioEncoder === 'undefined') return false;
  try {
    return (await AudioEncoder.isConfigSupported(settings)).supported ?? false;
  } catch {
    return false;
  }
}

class OpusEncoder implements Encoder {
  private readonly encoder: AudioEncoder;
  private readonly instead: Encoder;
  /** Of what is being encoded: the encoder's own times pass over gaps. */
  private readonly places: Pick<Packet, 'position' | 'isAnew'>[] = [];

  constructor(take: Take, instead: Encoder) {
    this.instead = instead;
    this.encoder = new AudioEncoder({
      output: (chunk) => {
        const bytes = new Uint8Array(chunk.byteLength);
        chunk.copyTo(bytes);
        const place = this.places.shift();
        if (place) take({ kind: kinds.opus, bytes, ...place });
      },
      // It is closed then, which `encode` sees.
      error: () => undefined,
    });
    this.encoder.configure(settings);
  }

  encode(samples: Float32Array<ArrayBuffer>, position: number, isAnew: boolean): void {
    if (this.encoder.state !== 'configured') {
      this.instead.encode(samples, position, isAnew);
      return;
    }
    this.places.push({ position, isAnew });
    const sound = new AudioData({
      format: 'f32-planar',
      sampleRate: rate,
      numberOfFrames: samples.length,
      numberOfChannels: 1,
      timestamp: Math.round((position * 1e6) / rate),
      data: samples,
    });
    this.encoder.encode(sound);
    sound.close();
  }

  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }
}

class PcmEncoder implements Encoder {
  private readonly resampler = new Resampler(rate, pcmRate);
  private readonly take: Take;

  constructor(take: Take) {
    this.take = take;
  }

  encode(samples: Float32Array, position: number, isAnew: boolean): void {
    const bytes = toPcm16(this.resampler.push(samples));
    this.take({ kind: kinds.pcm, bytes, position, isAnew });
  }

  close(): void {}
}
