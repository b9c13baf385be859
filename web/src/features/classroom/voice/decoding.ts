/** From the frames of one voice to its samples with their places. A decoder that stumbled is made anew. */
import { fromPcm16, pcmRate } from './pcm';
import { Resampler } from './Resampler';
import { kinds, rate, type VoiceFrame } from './wire';

export interface Sound {
  position: number;
  samples: Float32Array<ArrayBuffer>;
  isAnew: boolean;
}

/** `position` is that of a frame's first packet; the others follow on it. */
interface Place {
  position: number | null;
  isAnew: boolean;
}

export function playsOpus(): boolean {
  return typeof AudioDecoder !== 'undefined';
}

export class VoiceDecoder {
  private readonly take: (sound: Sound) => void;
  private readonly resampler = new Resampler(pcmRate, rate);
  private opus: AudioDecoder | null = null;
  private places: Place[] = [];
  private next = 0;

  constructor(take: (sound: Sound) => void) {
    this.take = take;
  }

  decode({ kind, packets, position, isAnew }: VoiceFrame): void {
    packets.forEach((packet, index) => {
      const place = index === 0 ? { position, isAnew } : { position: null, isAnew: false };
      if (kind === kinds.pcm) this.tell(this.resampler.push(fromPcm16(packet)), place);
      else if (playsOpus()) this.decodeOpus(packet, place);
    });
  }

  close(): void {
    if (this.opus?.state === 'configured') this.opus.close();
    this.opus = null;
  }

  private decodeOpus(data: Uint8Array, place: Place): void {
    if (this.opus?.state !== 'configured') this.opus = this.open();
    this.places.push(place);
    const timestamp = Math.round(((place.position ?? this.next) * 1e6) / rate);
    this.opus.decode(new EncodedAudioChunk({ type: 'key', timestamp, data }));
  }

  private open(): AudioDecoder {
    const places: Place[] = [];
    this.places = places;
    const decoder = new AudioDecoder({
      output: (sound) => {
        const samples = new Float32Array(sound.numberOfFrames);
        sound.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        sound.close();
        const place = places.shift();
        if (place) this.tell(samples, place);
      },
      // It is closed then, which `decodeOpus` sees.
      error: () => undefined,
    });
    decoder.configure({ codec: 'opus', sampleRate: rate, numberOfChannels: 1 });
    return decoder;
  }

  private tell(samples: Float32Array<ArrayBuffer>, { position, isAnew }: Place): void {
    const from = position ?? this.next;
    this.next = from + samples.length;
    this.take({ position: from, samples, isAnew });
  }
}
