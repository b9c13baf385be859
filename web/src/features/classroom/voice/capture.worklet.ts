/** In the audio thread: cuts what a microphone gives into packets of 20 ms at 48 kHz, and hands them over. */
import { Resampler } from './Resampler';
import { packetLength, rate } from './wire';

class Capture extends AudioWorkletProcessor {
  private readonly resampler = sampleRate === rate ? null : new Resampler(sampleRate, rate);
  private packet = new Float32Array(packetLength);
  private filled = 0;

  process([input]: Float32Array[][]): boolean {
    const samples = input?.[0];
    if (samples) this.take(this.resampler?.push(samples) ?? samples);
    return true;
  }

  private take(samples: Float32Array): void {
    for (const sample of samples) {
      this.packet[this.filled] = sample;
      this.filled += 1;
      if (this.filled === packetLength) this.handOver();
    }
  }

  private handOver(): void {
    this.port.postMessage(this.packet, [this.packet.buffer]);
    this.packet = new Float32Array(packetLength);
    this.filled = 0;
  }
}

registerProcessor('capture', Capture);
