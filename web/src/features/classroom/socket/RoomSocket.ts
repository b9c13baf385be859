/**
 * The connection to a live room. It comes back by itself, says what it has seen, and sends again what was not
 * acknowledged, so that everything happens once and nothing is lost. It knows nothing of what the events mean.
 */
import { randomKey } from '@/lib/randomKey';
import type { Op, ServerFrame } from './frames';

export type Status = 'connecting' | 'live' | 'waiting' | 'over';

/** Closing codes after which coming back makes no sense. */
const final = new Set([4403, 4404, 4409]);
const firstDelay = 400;
const longestDelay = 8_000;
const pingEvery = 10_000;
const silenceLimit = 25_000;
/** Bytes that wait in the browser, above which speech is dropped: it would come too late. */
const farBehind = 4 * 1024;

export interface SocketOptions {
  /** The address to connect to, with a fresh ticket. Throws when there is none to be had. */
  address: () => Promise<string>;
  onFrame: (frame: ServerFrame) => void;
  onAudio: (bytes: ArrayBuffer) => void;
  onStatus: (status: Status, code?: number) => void;
  /** Whether coming back makes sense after `address` failed. */
  isPassing: (error: unknown) => boolean;
  open?: (address: string) => WebSocket;
}

export class RoomSocket {
  private readonly options: SocketOptions;
  private readonly client = randomKey();
  private readonly unacknowledged = new Map<string, Op>();
  /** Of those, which have been sent: the server may have them. */
  private readonly left = new Set<string>();
  private socket: WebSocket | null = null;
  private isWelcome = false;
  private isLeaving = false;
  private failures = 0;
  private count = 0;
  private heardAt = 0;
  private epoch: number | undefined;
  private last: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setInterval> | undefined;

  constructor(options: SocketOptions) {
    this.options = options;
  }

  start(): void {
    this.isLeaving = false;
    window.addEventListener('online', this.comeBack);
    void this.connect();
  }

  stop(): void {
    this.isLeaving = true;
    window.removeEventListener('online', this.comeBack);
    clearTimeout(this.timer);
    clearInterval(this.pinger);
    this.socket?.close(1000);
    this.socket = null;
  }

  /** Something that lasts; returns the id under which it is acknowledged or refused. */
  op(k: string, d: Record<string, unknown>): string {
    this.count += 1;
    const cid = `${this.client}-${this.count}`;
    const op = { cid, k, d };
    this.unacknowledged.set(cid, op);
    this.sendOp(op);
    return cid;
  }

  /** Takes an operation back that has not left yet; false when it may have reached the server. */
  takeBack(cid: string): boolean {
    return !this.left.has(cid) && this.unacknowledged.delete(cid);
  }

  /** Something that passes: not sent when there is no connection. */
  pass(k: string, d: Record<string, unknown>): void {
    this.send({ type: 'eph', k, d });
  }

  /** A frame of audio, sent at once or not at all: false when it was not. */
  speak(frame: Uint8Array<ArrayBuffer>): boolean {
    const { socket } = this;
    if (!this.isWelcome || socket?.readyState !== WebSocket.OPEN) return false;
    if (socket.bufferedAmount > farBehind) return false;
    socket.send(frame);
    return true;
  }

  private sendOp(op: Op): void {
    if (this.send({ type: 'op', ...op })) this.left.add(op.cid);
  }

  /** False when there is no connection to send by. */
  private send(message: object): boolean {
    if (!this.isWelcome || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private settle(cid: string): void {
    this.unacknowledged.delete(cid);
    this.left.delete(cid);
  }

  private readonly comeBack = (): void => {
    if (this.socket || this.isLeaving) return;
    clearTimeout(this.timer);
    void this.connect();
  };

  private async connect(): Promise<void> {
    this.options.onStatus(this.failures ? 'waiting' : 'connecting');
    try {
      const address = await this.options.address();
      if (this.isLeaving) return;
      this.listen((this.options.open ?? openSocket)(address));
    } catch (error) {
      if (this.options.isPassing(error)) this.later();
      else this.options.onStatus('over');
    }
  }

  private listen(socket: WebSocket): void {
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.heardAt = Date.now();
      this.pinger = setInterval(() => this.ping(), pingEvery);
      const seen = this.last === undefined ? {} : { ep: this.epoch, last: this.last };
      socket.send(JSON.stringify({ type: 'hello', v: 1, client: this.client, ...seen }));
    };
    socket.onmessage = ({ data }) => {
      this.heardAt = Date.now();
      if (typeof data === 'string') this.take(JSON.parse(data) as ServerFrame);
      else if (data instanceof ArrayBuffer) this.options.onAudio(data);
    };
    socket.onclose = ({ code }) => this.lost(socket, code);
  }

  private take(frame: ServerFrame): void {
    if (frame.type === 'welcome') this.welcomed(frame.ep);
    else if (frame.type === 'ev') this.last = frame.seq;
    else if (frame.type === 'snap') [this.epoch, this.last] = [frame.ep, frame.seq];
    else if (frame.type === 'ack') this.settle(frame.cid);
    else if (frame.type === 'err' && frame.cid && !this.isAgain(frame.cid, frame.retry_ms)) {
      this.settle(frame.cid);
    }
    this.options.onFrame(frame);
  }

  private welcomed(epoch: number): void {
    this.epoch = epoch;
    this.failures = 0;
    this.isWelcome = true;
    this.options.onStatus('live');
    for (const op of this.unacknowledged.values()) this.sendOp(op);
  }

  /** Sends again later what was refused for the moment only. */
  private isAgain(cid: string, retryAfter: number | undefined): boolean {
    if (retryAfter === undefined) return false;
    setTimeout(() => {
      const op = this.unacknowledged.get(cid);
      if (op) this.sendOp(op);
    }, retryAfter);
    return true;
  }

  private ping(): void {
    if (Date.now() - this.heardAt > silenceLimit) this.socket?.close();
    else this.send({ type: 'ping', t: Date.now() });
  }

  private lost(socket: WebSocket, code: number): void {
    if (socket !== this.socket) return;
    clearInterval(this.pinger);
    this.socket = null;
    this.isWelcome = false;
    if (this.isLeaving) return;
    if (final.has(code)) this.options.onStatus('over', code);
    else this.later();
  }

  private later(): void {
    this.options.onStatus('waiting');
    const ceiling = Math.min(longestDelay, firstDelay * 2 ** this.failures);
    this.failures += 1;
    this.timer = setTimeout(() => void this.connect(), ceiling * (0.5 + Math.random() / 2));
  }
}

function openSocket(address: string): WebSocket {
  return new WebSocket(address, 'class.v1');
}
