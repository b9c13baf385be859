/**
 * The chat of a live room. What is said goes by the socket; where that does not come about, over REST, and what others
 * say is asked for.
 */
import type { ChatMessage } from '@/generated/types.gen';
import type { RoomEvent } from '../socket/frames';
import type { RoomSocket, Status } from '../socket/RoomSocket';
import { fromMessage, type Line, merged, type Outgoing, told, type Words } from './chat';

export interface ChatState {
  lines: readonly Line[];
  outgoing: readonly Outgoing[];
  /** The id of the last line that was on the screen. */
  seen: number;
  /** The socket does not come about, and the chat goes over REST. */
  isBlocked: boolean;
}

/** The chat without a socket. A message with the same key is taken once. */
export interface Post {
  history: () => Promise<ChatMessage[]>;
  send: (words: Words, key: string) => Promise<ChatMessage>;
  /** Whether sending again makes sense after `send` failed. */
  isPassing: (error: unknown) => boolean;
}

interface Speaker {
  name: string;
  photo: string | null;
}

const kinds = new Set(['chat', 'edit', 'delete']);
/** How long a connection may be away before the chat goes another way, and how often it is asked for then. */
const patience = 8_000;
const askEvery = 4_000;

export class LiveChat {
  private state: ChatState = { lines: [], outgoing: [], seen: 0, isBlocked: false };
  private isLoaded = false;
  private isPosting = false;
  private isLive = false;
  private readonly posted = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly socket: Pick<RoomSocket, 'op' | 'takeBack'>,
    private readonly post: Post,
    private readonly onChange: (state: ChatState) => void,
  ) {}

  say(words: Words): void {
    const cid = this.socket.op('chat', { ...words });
    this.set({ outgoing: [...this.state.outgoing, { cid, words, refusal: null }] });
    if (this.state.isBlocked) void this.sendWaiting();
  }

  /** Says once more what was refused. */
  retry(cid: string): void {
    const message = this.state.outgoing.find((one) => one.cid === cid);
    this.dismiss(cid);
    if (message) this.say(message.words);
  }

  dismiss(cid: string): void {
    this.set({ outgoing: this.without(cid) });
  }

  edit(id: number, content: string): void {
    this.socket.op('edit', { id, content });
  }

  delete(id: number): void {
    this.socket.op('delete', { id });
  }

  /** Everything that was said up to now has been on the screen. */
  see(): void {
    const last = this.state.lines.at(-1)?.id ?? 0;
    if (last > this.state.seen) this.set({ seen: last });
  }

  happened(event: RoomEvent, who: Speaker | undefined): void {
    if (!kinds.has(event.k)) return;
    const lines = told(this.state.lines, event, who);
    this.set({ lines, outgoing: this.without(event.cid) });
  }

  /** False when it was not about something that was said. */
  refuse(cid: string, code: string): boolean {
    const isOurs = this.state.outgoing.some((message) => message.cid === cid);
    if (isOurs) this.mark(cid, code);
    return isOurs;
  }

  connection(status: Status): void {
    this.isLive = status === 'live';
    if (this.isLive && this.state.isBlocked) this.set({ isBlocked: false });
    if (status === 'over' || (this.isLive && this.posted.size === 0)) this.stop();
    else if (!this.isLive) this.timer ??= setTimeout(() => void this.goOn(), patience);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Asks for what was said; false when there was no answer. What was said earlier counts as seen by who comes in. */
  async load(): Promise<boolean> {
    const messages = await this.post.history().catch(() => null);
    if (!messages) return false;
    this.set({ lines: merged(this.state.lines, messages.map(fromMessage)) });
    if (!this.isLoaded) this.see();
    this.isLoaded = true;
    return true;
  }

  private async goOn(): Promise<void> {
    const own = this.timer;
    const works = await this.load();
    if (this.timer !== own) return;
    this.set({ isBlocked: works && !this.isLive });
    if (works) await this.sendWaiting();
    if (this.timer !== own) return;
    const isNeeded = !this.isLive || this.posted.size > 0;
    this.timer = isNeeded ? setTimeout(() => void this.goOn(), askEvery) : undefined;
  }

  /** Sends, in their order, the messages that have never left by the socket. */
  private async sendWaiting(): Promise<void> {
    if (this.isPosting) return;
    this.isPosting = true;
    for (let message = this.next(); message; message = this.next()) {
      if (!(await this.sendOne(message))) break;
    }
    this.isPosting = false;
  }

  /** A message that goes over REST goes this way until it is settled: its key makes it happen once here only. */
  private next(): Outgoing | undefined {
    const message = this.state.outgoing.find(
      ({ cid }) => this.posted.has(cid) || (this.state.isBlocked && this.socket.takeBack(cid)),
    );
    if (message) this.posted.add(message.cid);
    return message;
  }

  /** False when there is no connection for this either. */
  private async sendOne({ cid, words }: Outgoing): Promise<boolean> {
    try {
      const line = fromMessage(await this.post.send(words, cid));
      this.posted.delete(cid);
      this.set({ lines: merged(this.state.lines, [line]), outgoing: this.without(cid) });
    } catch (error) {
      if (this.post.isPassing(error)) return false;
      this.posted.delete(cid);
      this.mark(cid, 'not_allowed');
    }
    return true;
  }

  private mark(cid: string, refusal: string): void {
    const { outgoing } = this.state;
    this.set({ outgoing: outgoing.map((one) => (one.cid === cid ? { ...one, refusal } : one)) });
  }

  private without(cid: string | undefined): Outgoing[] {
    return this.state.outgoing.filter((message) => message.cid !== cid);
  }

  private set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    this.onChange(this.state);
  }
}
