/** What a script has around it in the audio thread, as far as it is used here (Web Audio API, 1.32). */

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** The place in time of the block that is made next, in samples, and how many there are a second. */
declare const currentFrame: number;
declare const sampleRate: number;
