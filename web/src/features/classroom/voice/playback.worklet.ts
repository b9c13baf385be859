/** In the audio thread: plays one voice out of its jitter buffer, until it is told that the voice has ended. */
import type { Sound } from './decoding';
import { JitterBuffer } from './JitterBuffer';

class Playback extends AudioWorkletProcessor {
  private readonly buffer = new JitterBuffer();
  private isOver = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<Sound | null>) => {
      if (data) this.buffer.push(data.position, data.samples, currentFrame, data.isAnew);
      else this.isOver = true;
    };
  }

  process(_inputs: unknown, [output]: Float32Array[][]): boolean {
    const samples = output?.[0];
    if (samples) this.buffer.pull(samples);
    return !(this.isOver && this.buffer.depth <= 0);
  }
}

registerProcessor('playback', Playback);
