/** Opus by WebCodecs. Garbage closes its decoder, which is then made anew. */
import type { OpusDecoder, Place, TakeSamples } from './opus';
import { rate } from './wire';

export class BrowserOpus implements OpusDecoder {
  private readonly take: TakeSamples;
  private decoder: AudioDecoder | null = null;
  /** Of what is being decoded: the decoder's own times pass over gaps. */
  private places: Place[] = [];

  constructor(take: TakeSamples) {
    this.take = take;
  }

  decode(data: Uint8Array, place: Place, from: number): void {
    if (this.decoder?.state !== 'configured') this.decoder = this.open();
    this.places.push(place);
    const timestamp = Math.round((from * 1e6) / rate);
    this.decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp, data }));
  }

  close(): void {
    if (this.decoder?.state === 'configured') this.decoder.close();
    this.decoder = null;
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
        if (place) this.take(samples, place);
      },
      // It is closed then, which `decode` sees.
      error: () => undefined,
    });
    decoder.configure({ codec: 'opus', sampleRate: rate, numberOfChannels: 1 });
    return decoder;
  }
}
