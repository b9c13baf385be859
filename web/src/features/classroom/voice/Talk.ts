/** One's own voice: whether the microphone is to be on, and what it says on its way into the room. */
import type { Mic } from '../state/LiveVoice';
import { type Encoder, openEncoder } from './encoding';
import { Microphone, troubleOf } from './Microphone';
import { Packer, type Way } from './Packer';
import { loudness } from './pcm';
import { packetLength } from './wire';

interface Listener extends Way {
  onMic: (mic: Mic) => void;
  /** How loud a packet of one's own is; 0 when the microphone is off. */
  onLevel: (level: number) => void;
}

export class Talk {
  private readonly listener: Listener;
  private readonly packer: Packer;
  private microphone: Microphone | null = null;
  private encoder: Encoder | null = null;
  private device = '';
  private isAllowed = false;
  private isSwitchedOn = false;
  private isHeld = false;
  private isOpening = false;
  private isLive = false;
  private isAnew = true;
  private position = 0;

  constructor(listener: Listener) {
    this.listener = listener;
    this.packer = new Packer(listener);
  }

  /** With the right to speak the microphone may be switched on; without it, it is let go of. */
  allow(isAllowed: boolean): void {
    this.isAllowed = isAllowed;
    if (!isAllowed) this.silence();
  }

  switchOn(isOn: boolean): void {
    this.isSwitchedOn = isOn;
    this.update();
  }

  /** Speaks while it is held. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.update();
  }

  use(device: string): void {
    this.device = device;
    if (!this.microphone) return;
    this.release();
    this.update();
  }

  silence(): void {
    this.isSwitchedOn = false;
    this.isHeld = false;
    this.release();
    this.update();
  }

  private get isWanted(): boolean {
    return this.isAllowed && (this.isSwitchedOn || this.isHeld);
  }

  private update(): void {
    if (this.isWanted && !this.microphone) void this.open();
    else this.go();
  }

  private go(): void {
    const isLive = this.isWanted && this.microphone !== null;
    if (this.isLive && !isLive) {
      this.packer.flush();
      this.listener.onLevel(0);
    }
    if (!this.isLive && isLive) this.isAnew = true;
    this.isLive = isLive;
    this.microphone?.listen(isLive);
    this.listener.onMic(isLive ? 'on' : 'off');
  }

  private async open(): Promise<void> {
    if (this.isOpening) return;
    this.isOpening = true;
    this.listener.onMic('asking');
    try {
      const microphone = await Microphone.open(this.device, {
        onSamples: (samples) => this.say(samples),
        onEnd: () => this.lost(),
      });
      this.encoder = await openEncoder((packet) => this.packer.add(packet));
      this.microphone = microphone;
      this.isOpening = false;
      if (this.isAllowed) this.update();
      else this.silence();
    } catch (error) {
      this.isOpening = false;
      this.silence();
      this.listener.onMic(troubleOf(error));
    }
  }

  private say(samples: Float32Array<ArrayBuffer>): void {
    const from = this.position;
    this.position += packetLength;
    if (!this.isLive) return;
    this.listener.onLevel(loudness(samples));
    this.encoder?.encode(samples, from, this.isAnew);
    this.isAnew = false;
  }

  private lost(): void {
    this.silence();
    this.listener.onMic('missing');
  }

  private release(): void {
    this.microphone?.close();
    this.encoder?.close();
    this.microphone = null;
    this.encoder = null;
    this.go();
  }
}
