/** Where voices get what decodes their Opus: WebCodecs, and a worker for all of them where the browser has none. */
import { BrowserOpus } from './BrowserOpus';
import { OpusWorker } from './OpusWorker';

export interface Place {
  /** Null follows on what came before. */
  position: number | null;
  isAnew: boolean;
}

export type TakeSamples = (samples: Float32Array<ArrayBuffer>, place: Place) => void;

/** Decodes one voice, packet by packet in their order. What is no Opus gives no samples. */
export interface OpusDecoder {
  /** `from` is where the packet lies as far as is known: for decoders that ask for a time. */
  decode: (packet: Uint8Array, place: Place, from: number) => void;
  close: () => void;
}

export type OpenOpus = (take: TakeSamples) => OpusDecoder;

export class OpusDecoders {
  private readonly onUnplayable: (isUnplayable: boolean) => void;
  private worker: OpusWorker | null = null;

  /** Is told whether the browser can decode, as soon as that is in question. */
  constructor(onUnplayable: (isUnplayable: boolean) => void) {
    this.onUnplayable = onUnplayable;
  }

  readonly open: OpenOpus = (take) => {
    if (typeof AudioDecoder !== 'undefined') return new BrowserOpus(take);
    this.worker ??= new OpusWorker((isWorking) => {
      this.onUnplayable(!isWorking);
      if (!isWorking) this.close();
    });
    return this.worker.open(take);
  };

  close(): void {
    this.worker?.close();
    this.worker = null;
  }
}
