/** Gathers packets into frames: one in a small room, three where many listen, so that a frame costs them less. */
import type { Packet } from './encoding';
import { pack } from './wire';

export const manyListeners = 200;
const packetsForMany = 3;

export interface Way {
  /** False when the frame did not leave. */
  send: (frame: Uint8Array<ArrayBuffer>) => boolean;
  /** How many people are in the room. */
  count: () => number;
}

export class Packer {
  private readonly way: Way;
  private packets: Packet[] = [];
  private number = 0;
  private isLost = false;

  constructor(way: Way) {
    this.way = way;
  }

  add(packet: Packet): void {
    const last = this.packets.at(-1);
    if (last && (packet.isAnew || packet.kind !== last.kind)) this.flush();
    this.packets.push(packet);
    const isMany = this.way.count() > manyListeners;
    if (this.packets.length >= (isMany ? packetsForMany : 1)) this.flush();
  }

  /** Sends what has been gathered; what does not leave is not sent later: speech ages. */
  flush(): void {
    const [first] = this.packets;
    if (!first) return;
    const frame = pack({
      kind: first.kind,
      isAnew: first.isAnew || this.isLost,
      stream: 0,
      epoch: 0,
      number: this.number,
      position: first.position,
      packets: this.packets.map(({ bytes }) => bytes),
    });
    this.packets = [];
    this.isLost = !this.way.send(frame);
    if (!this.isLost) this.number = (this.number + 1) % 2 ** 32;
  }
}
