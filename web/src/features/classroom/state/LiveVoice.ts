/**
 * The voices of a room as its page shows them: who may speak, who does, and one's own microphone. What captures,
 * encodes and plays is loaded with the first voice.
 */
import type { Stream } from '../socket/frames';
import type { Devices } from '../voice/devices';
import type { Way } from '../voice/Packer';
import type { Voice } from '../voice/Voice';
import { type ChosenDevices, chosenDevices, keepChosen } from './chosenDevices';

export type Mic = 'off' | 'asking' | 'on' | 'denied' | 'missing' | 'busy' | 'unable';

export interface VoiceState extends ChosenDevices {
  mic: Mic;
  /** Who is heard at this moment, also oneself. */
  speaking: readonly number[];
  /** The browser plays nothing before a click. */
  isBlocked: boolean;
  /** Somebody speaks whom this browser cannot decode. */
  isUnplayable: boolean;
  isSilenced: boolean;
  /** From 0 to 1. */
  volume: number;
  devices: Devices;
}

/** What the loaded part needs of the room. */
export interface VoiceHost extends Way {
  set: (change: Partial<VoiceState>) => void;
  level: (level: number) => void;
  self: () => number;
  speakerOf: (stream: number) => number | undefined;
}

type Room = Way & Pick<VoiceHost, 'self'>;

export class LiveVoice {
  private readonly room: Room;
  private readonly streams = new Map<number, number>();
  private readonly listeners = new Set<() => void>();
  private readonly meters = new Set<(level: number) => void>();
  private loading: Promise<Voice> | null = null;
  private loaded: Voice | null = null;
  private maySpeak = false;
  private state: VoiceState = {
    mic: 'off',
    speaking: [],
    isBlocked: false,
    isUnplayable: false,
    isSilenced: false,
    volume: 1,
    devices: { inputs: [], outputs: [] },
    ...chosenDevices(),
  };

  constructor(room: Room) {
    this.room = room;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): VoiceState => this.state;

  /** Told of how loud one's own microphone is, fifty times a second while it is on. */
  readonly watchLevel = (meter: (level: number) => void): (() => void) => {
    this.meters.add(meter);
    return () => this.meters.delete(meter);
  };

  /** Whose the streams are that there are at this moment: others have ended. */
  welcome(streams: readonly Stream[]): void {
    this.streams.clear();
    this.loaded?.player.endAll();
    for (const { uid, stream } of streams) this.told(uid, { stream, on: true });
  }

  told(uid: number, { stream, on }: Record<string, unknown>): void {
    const number = Number(stream);
    if (on) {
      this.streams.set(number, uid);
      if (uid !== this.room.self()) void this.load();
    } else {
      this.streams.delete(number);
      this.loaded?.player.end(number);
    }
  }

  hear(bytes: ArrayBuffer): void {
    this.loaded?.player.hear(bytes);
  }

  allow(maySpeak: boolean): void {
    if (maySpeak === this.maySpeak) return;
    this.maySpeak = maySpeak;
    this.loaded?.talk.allow(maySpeak);
  }

  async switchOn(isOn: boolean): Promise<void> {
    (await this.load()).talk.switchOn(isOn);
  }

  async hold(isHeld: boolean): Promise<void> {
    (await this.load()).talk.hold(isHeld);
  }

  async chooseInput(input: string): Promise<void> {
    this.set({ input });
    keepChosen('input', input);
    (await this.load()).talk.use(input);
  }

  async chooseOutput(output: string): Promise<void> {
    this.set({ output });
    keepChosen('output', output);
    await (await this.load()).player.use(output);
  }

  setVolume(volume: number, isSilenced = false): void {
    this.set({ volume, isSilenced });
    void this.load().then(({ player }) => player.setVolume(isSilenced ? 0 : volume));
  }

  async lookForDevices(): Promise<void> {
    await (await this.load()).lookForDevices();
  }

  async resume(): Promise<void> {
    await this.loaded?.player.resume();
  }

  stop(): void {
    this.loaded?.close();
    this.loaded = null;
    this.loading = null;
    this.streams.clear();
    this.set({ mic: 'off', speaking: [], isBlocked: false });
  }

  private load(): Promise<Voice> {
    this.loading ??= this.start();
    return this.loading;
  }

  private async start(): Promise<Voice> {
    const { Voice } = await import('../voice/Voice');
    const voice = new Voice({
      ...this.room,
      set: (change) => this.set(change),
      level: (level) => {
        for (const meter of this.meters) meter(level);
      },
      speakerOf: (stream) => this.streams.get(stream),
    });
    voice.talk.use(this.state.input);
    void voice.player.use(this.state.output);
    voice.talk.allow(this.maySpeak);
    voice.player.setVolume(this.state.isSilenced ? 0 : this.state.volume);
    if (this.loading) this.loaded = voice;
    else voice.close();
    return voice;
  }

  private set(change: Partial<VoiceState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
