/** From the frames of one voice to its samples with their places. */
import type { OpenOpus, OpusDecoder, Place } from './opus';
import { fromPcm16, pcmRate } from './pcm';
import { Resampler } from './Resampler';
import { kinds, rate, type VoiceFrame } from './wire';

export interface Sound {
  position: number;
  samples: Float32Array<ArrayBuffer>;
  isAnew: boolean;
}

export class VoiceDecoder {
  private readonly take: (sound: Sound) => void;
  private readonly openOpus: OpenOpus;
  private readonly resampler = new Resampler(pcmRate, rate);
  private opus: OpusDecoder | null = null;
  private next = 0;

  constructor(take: (sound: Sound) => void, openOpus: OpenOpus) {
    this.take = take;
    this.openOpus = openOpus;
  }

  /** The place of a frame is that of its first packet; the others follow on it. */
  decode({ kind, packets, position, isAnew }: VoiceFrame): void {
    packets.forEach((packet, index) => {
      const place = index === 0 ? { position, isAnew } : { position: null, isAnew: false };
      if (kind === kinds.pcm) this.tell(this.resampler.push(fromPcm16(packet)), place);
      else this.decodeOpus(packet, place);
    });
  }

  close(): void {
    this.opus?.close();
    this.opus = null;
  }

  private decodeOpus(packet: Uint8Array, place: Place): void {
    this.opus ??= this.openOpus((samples, where) => this.tell(samples, where));
    this.opus.decode(packet, place, place.position ?? this.next);
  }

  private tell(samples: Float32Array<ArrayBuffer>, { position, isAnew }: Place): void {
    const from = position ?? this.next;
    this.next = from + samples.length;
    this.take({ position: from, samples, isAnew });
  }
}
