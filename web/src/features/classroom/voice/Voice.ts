/** Everything of the voice that is loaded with the first use: the microphone, the players, the devices, who speaks. */
import type { VoiceHost } from '../state/LiveVoice';
import { findDevices } from './devices';
import { Player } from './Player';
import { Talk } from './Talk';

/** What is quieter than this (-40 dB) is not speech; and who was loud a moment ago is still speaking. */
const loud = 0.01;
const afterglow = 800;
const glance = 200;

export class Voice {
  private readonly host: VoiceHost;
  private readonly loudAt = new Map<number, number>();
  private timer: ReturnType<typeof setInterval> | undefined;
  readonly talk: Talk;
  readonly player: Player;

  constructor(host: VoiceHost) {
    this.host = host;
    this.talk = new Talk({
      send: host.send,
      count: host.count,
      onMic: (mic) => {
        host.set({ mic });
        if (mic === 'on') void this.lookForDevices();
      },
      onLevel: (level) => {
        host.level(level);
        this.sounded(host.self(), level);
      },
    });
    this.player = new Player({
      onSound: (stream, level) => this.sounded(host.speakerOf(stream), level),
      onBlocked: (isBlocked) => host.set({ isBlocked }),
      onUnplayable: (isUnplayable) => host.set({ isUnplayable }),
    });
    navigator.mediaDevices?.addEventListener?.('devicechange', this.lookForDevices);
  }

  readonly lookForDevices = async (): Promise<void> => {
    this.host.set({ devices: await findDevices() });
  };

  close(): void {
    navigator.mediaDevices?.removeEventListener?.('devicechange', this.lookForDevices);
    clearInterval(this.timer);
    this.talk.allow(false);
    this.player.close();
  }

  private sounded(uid: number | undefined, level: number): void {
    if (uid === undefined || level < loud) return;
    const isNew = !this.loudAt.has(uid);
    this.loudAt.set(uid, Date.now());
    if (isNew) this.tell();
    this.timer ??= setInterval(() => this.forget(), glance);
  }

  private forget(): void {
    const before = this.loudAt.size;
    for (const [uid, at] of this.loudAt) {
      if (Date.now() - at > afterglow) this.loudAt.delete(uid);
    }
    if (this.loudAt.size < before) this.tell();
    if (this.loudAt.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tell(): void {
    this.host.set({ speaking: [...this.loudAt.keys()] });
  }
}
