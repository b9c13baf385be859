/** Plays the voices of others: a decoder and a node in the audio thread for each of them, together on one output. */
import { type Sound, VoiceDecoder } from './decoding';
import { OpusDecoders } from './opus';
import { loudness } from './pcm';
import playbackUrl from './playback.worklet.ts?worker&url';
import { rate, unpack } from './wire';

interface Listener {
  /** A piece of a stream has come, as loud as that. */
  onSound: (stream: number, level: number) => void;
  /** Whether the browser waits for a click before it lets anything be heard. */
  onBlocked: (isBlocked: boolean) => void;
  /** Whether a voice has come that this browser cannot decode. */
  onUnplayable: (isUnplayable: boolean) => void;
}

/** Contexts that may be heard run soon; what does not is waiting for a click. */
const patience = 700;

interface Speaker {
  decoder: VoiceDecoder;
  node: AudioWorkletNode | null;
}

export class Player {
  private readonly listener: Listener;
  private readonly speakers = new Map<number, Speaker>();
  private readonly opus: OpusDecoders;
  private context: AudioContext | null = null;
  private gain: GainNode | null = null;
  private isReady = false;
  private volume = 1;
  private device = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: Listener) {
    this.listener = listener;
    this.opus = new OpusDecoders(listener.onUnplayable);
  }

  hear(bytes: ArrayBuffer): void {
    const frame = unpack(bytes);
    if (frame) this.speaker(frame.stream).decoder.decode(frame);
  }

  /** The stream is over: what has come of it is still played. */
  end(stream: number): void {
    const speaker = this.speakers.get(stream);
    speaker?.decoder.close();
    speaker?.node?.port.postMessage(null);
    this.speakers.delete(stream);
  }

  endAll(): void {
    for (const stream of [...this.speakers.keys()]) this.end(stream);
  }

  setVolume(volume: number): void {
    this.volume = volume;
    this.gain?.gain.setTargetAtTime(volume, this.context?.currentTime ?? 0, 0.02);
  }

  /** To another loudspeaker, where the browser lets one choose; to its own choice where that one is gone. */
  async use(device: string): Promise<void> {
    this.device = device;
    const { context } = this;
    if (!context || !canChooseOutput(context)) return;
    try {
      await context.setSinkId(device);
    } catch {
      if (context === this.context) await context.setSinkId('');
    }
  }

  /** After a click of somebody: now it may be heard. */
  async resume(): Promise<void> {
    await this.context?.resume();
  }

  close(): void {
    clearTimeout(this.timer);
    this.endAll();
    this.opus.close();
    void this.context?.close();
    this.context = null;
    this.isReady = false;
  }

  private speaker(stream: number): Speaker {
    const known = this.speakers.get(stream);
    if (known) return known;
    void this.open();
    const speaker: Speaker = {
      decoder: new VoiceDecoder((sound) => this.play(stream, speaker, sound), this.opus.open),
      node: null,
    };
    this.speakers.set(stream, speaker);
    return speaker;
  }

  private play(stream: number, speaker: Speaker, sound: Sound): void {
    this.listener.onSound(stream, loudness(sound.samples));
    if (!this.isReady || this.context?.state !== 'running') return;
    speaker.node ??= this.node(this.context);
    speaker.node.port.postMessage(sound, [sound.samples.buffer]);
  }

  private node(context: AudioContext): AudioWorkletNode {
    const options = { numberOfInputs: 0, outputChannelCount: [1] };
    const node = new AudioWorkletNode(context, 'playback', options);
    if (this.gain) node.connect(this.gain);
    return node;
  }

  private async open(): Promise<void> {
    if (this.context) return;
    const context = new AudioContext({ sampleRate: rate, latencyHint: 'interactive' });
    this.context = context;
    this.gain = new GainNode(context, { gain: this.volume });
    this.gain.connect(context.destination);
    context.onstatechange = () => this.watch(context);
    this.timer = setTimeout(() => this.watch(context), patience);
    await context.audioWorklet.addModule(playbackUrl);
    this.isReady = true;
    if (this.device) await this.use(this.device);
  }

  private watch(context: AudioContext): void {
    if (context === this.context) this.listener.onBlocked(context.state !== 'running');
  }
}

type Choosing = AudioContext & { setSinkId: (id: string) => Promise<void> };

export function canChooseOutput(context: AudioContext): context is Choosing {
  return 'setSinkId' in context;
}
