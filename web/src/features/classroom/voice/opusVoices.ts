/** What the worker does: a decoder for each voice, whose packets are answered one by one, in their order. */
import { OpusDecoder } from 'opus-decoder';
import { rate } from './wire';

export interface ToDecode {
  voice: number;
  /** Null when the voice is over. */
  packet: Uint8Array<ArrayBuffer> | null;
}

export interface Decoded {
  voice: number;
  /** None of what is no Opus. */
  samples: Float32Array<ArrayBuffer>;
}

type Decoder = OpusDecoder<typeof rate>;

export class OpusVoices {
  private readonly answer: (decoded: Decoded) => void;
  private readonly decoders = new Map<number, Promise<Decoder>>();

  constructor(answer: (decoded: Decoded) => void) {
    this.answer = answer;
  }

  /** Throws where the browser cannot make a decoder. What comes meanwhile waits for it. */
  async take({ voice, packet }: ToDecode): Promise<void> {
    const opening = this.decoders.get(voice);
    if (packet) {
      const decoder = await (opening ?? this.open(voice));
      this.answer({ voice, samples: samplesOf(decoder, packet) });
    } else {
      this.decoders.delete(voice);
      (await opening)?.free();
    }
  }

  private open(voice: number): Promise<Decoder> {
    const decoder = new OpusDecoder({ channels: 1, sampleRate: rate });
    const opening = decoder.ready.then(() => decoder);
    this.decoders.set(voice, opening);
    return opening;
  }
}

function samplesOf(decoder: Decoder, packet: Uint8Array): Float32Array<ArrayBuffer> {
  try {
    const [samples] = decoder.decodeFrame(packet).channelData;
    return new Float32Array(samples ?? []);
  } catch {
    // Longer than any packet of Opus is.
    return new Float32Array();
  }
}
