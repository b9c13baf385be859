/**
 * Opus by WebAssembly, for browsers without WebCodecs: one worker for all voices. It is a file of ours, since a worker
 * obeys the policy of its own file: the page itself need not be allowed to compile anything.
 */
import type { OpusDecoder, Place, TakeSamples } from './opus';
import workerUrl from './opus.worker.ts?worker&url';
import type { Decoded, ToDecode } from './opusVoices';

interface Voice {
  take: TakeSamples;
  /** Of the packets that are in the worker, in their order. */
  places: Place[];
}

export class OpusWorker {
  private readonly worker: Worker;
  private readonly voices = new Map<number, Voice>();
  private opened = 0;
  private isProven = false;

  /** Is told once that it works, and that it does not. */
  constructor(onWorking: (isWorking: boolean) => void) {
    this.worker = new Worker(workerUrl, { type: 'module' });
    this.worker.onerror = () => onWorking(false);
    this.worker.onmessage = ({ data }: MessageEvent<Decoded>) => {
      if (!this.isProven) onWorking(true);
      this.isProven = true;
      this.answered(data);
    };
  }

  open(take: TakeSamples): OpusDecoder {
    this.opened += 1;
    const voice = this.opened;
    const places: Place[] = [];
    this.voices.set(voice, { take, places });
    return {
      decode: (packet, place) => {
        places.push(place);
        this.ask({ voice, packet: packet.slice() });
      },
      close: () => {
        this.voices.delete(voice);
        this.ask({ voice, packet: null });
      },
    };
  }

  close(): void {
    this.worker.terminate();
    this.voices.clear();
  }

  private ask(message: ToDecode): void {
    this.worker.postMessage(message, message.packet ? [message.packet.buffer] : []);
  }

  /** A voice that was closed meanwhile is not heard any more. */
  private answered({ voice, samples }: Decoded): void {
    const known = this.voices.get(voice);
    const place = known?.places.shift();
    if (known && place && samples.length > 0) known.take(samples, place);
  }
}
