/** A live room as its page shows it: kept true by the frames of its socket, and asked for changes by the page. */
import type { ChatMessage } from '@/generated/types.gen';
import { Board } from '../board/board';
import type { BoardObject, SnapItem } from '../board/types';
import type {
  Cap,
  Locks,
  Participant,
  Passing,
  RoomEvent,
  ServerFrame,
  Snap,
  Welcome,
} from '../socket/frames';
import { RoomSocket, type SocketOptions, type Status } from '../socket/RoomSocket';
import { fromMessage, type Line, merged, type Outgoing, told } from './chat';
import { LiveStrokes } from './LiveStrokes';

export interface RoomState {
  status: Status;
  /** The code that the socket was closed with, where it is over. */
  code: number | undefined;
  uid: number;
  caps: readonly Cap[];
  people: readonly Participant[];
  hands: readonly number[];
  locks: Locks;
  lines: readonly Line[];
  outgoing: readonly Outgoing[];
  /** The page of the board that everybody is on. */
  page: string;
  /** Counts up whenever the board looks different. */
  drawn: number;
  refusal: string | null;
}

const chatKinds = new Set(['chat', 'edit', 'delete']);

export interface RoomOptions extends Pick<SocketOptions, 'address' | 'isPassing' | 'open'> {
  history: () => Promise<ChatMessage[]>;
}

export class LiveRoom {
  readonly strokes = new LiveStrokes(() => this.redraw());
  private board = Board.empty();
  private parts: unknown[] = [];
  private readonly ownInk = new Map<string, BoardObject>();
  private readonly listeners = new Set<() => void>();
  private readonly socket: RoomSocket;
  private readonly history: RoomOptions['history'];
  private state: RoomState = {
    status: 'connecting',
    code: undefined,
    uid: 0,
    caps: [],
    people: [],
    hands: [],
    locks: { board: false, chat: false },
    lines: [],
    outgoing: [],
    page: '1',
    drawn: 0,
    refusal: null,
  };

  constructor({ history, ...socket }: RoomOptions) {
    this.history = history;
    this.socket = new RoomSocket({
      ...socket,
      onFrame: (frame) => this.take(frame),
      onStatus: (status, code) => this.set({ status, code }),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): RoomState => this.state;

  start(): void {
    this.socket.start();
    void this.loadHistory();
  }

  stop(): void {
    this.socket.stop();
    this.strokes.clear();
  }

  /** What is on the page, from the lowest to the highest; one's own ink also before the server has it. */
  objects(): BoardObject[] {
    const { page } = this.state;
    const own = [...this.ownInk.values()].filter((object) => object.page === page);
    return [...this.board.visible(page), ...own];
  }

  say(content: string): void {
    const cid = this.socket.op('chat', { content });
    this.set({ outgoing: [...this.state.outgoing, { cid, content, refusal: null }] });
  }

  dismiss(cid: string): void {
    this.set({ outgoing: this.state.outgoing.filter((message) => message.cid !== cid) });
  }

  /** Draws an object at once, and for everybody. */
  draw({ k, uid: _uid, ...d }: BoardObject): void {
    const cid = this.socket.op(k, d);
    this.ownInk.set(cid, { ...d, k, uid: this.state.uid });
    this.redraw();
  }

  /** Any other operation: `undo`, `clear`, `lock`, … */
  ask(k: string, d: Record<string, unknown> = {}): void {
    this.socket.op(k, d);
  }

  showPoints(d: Record<string, unknown>): void {
    this.socket.pass('points', d);
  }

  private take(frame: ServerFrame): void {
    if (frame.type === 'welcome') this.welcome(frame);
    else if (frame.type === 'snap') this.snap(frame);
    else if (frame.type === 'ev') this.happened(frame);
    else if (frame.type === 'eph') this.passed(frame);
    else if (frame.type === 'caps') this.set({ caps: frame.caps });
    else if (frame.type === 'pres') {
      const gone = new Set([...frame.leave, ...frame.join.map(({ uid }) => uid)]);
      const stayed = this.state.people.filter(({ uid }) => !gone.has(uid));
      this.set({ people: [...stayed, ...frame.join] });
    } else if (frame.type === 'err') this.refused(frame.code, frame.cid, frame.retry_ms);
  }

  private welcome({ uid, caps, hands, locks }: Welcome): void {
    this.set({ uid, caps, hands, locks, people: [] });
  }

  private snap({ i, n, ops }: Snap): void {
    this.parts = i === 0 ? ops : [...this.parts, ...ops];
    if (i < n - 1) return;
    this.board = Board.empty().load(this.parts as SnapItem[]);
    this.parts = [];
    void this.loadHistory();
    this.redraw();
  }

  private happened(event: RoomEvent): void {
    const { k, d, uid, cid } = event;
    if (chatKinds.has(k)) {
      const who = this.state.people.find((person) => person.uid === uid);
      const outgoing = this.state.outgoing.filter((message) => message.cid !== cid);
      this.set({ lines: told(this.state.lines, event, who), outgoing });
    } else if (k === 'hand') {
      const others = this.state.hands.filter((hand) => hand !== uid);
      this.set({ hands: d.up ? [...others, uid] : others });
    } else if (k === 'lock') {
      this.set({ locks: { ...this.state.locks, [String(d.what)]: Boolean(d.on) } });
    }
    this.board.apply(event);
    if (cid) this.ownInk.delete(cid);
    this.strokes.finish(String(d.id ?? ''));
    this.redraw();
  }

  private passed({ k, uid, d }: Passing): void {
    if (k === 'points' && uid !== this.state.uid) this.strokes.add(uid, d);
  }

  private refused(code: string, cid: string | undefined, retryAfter: number | undefined): void {
    if (!cid || retryAfter !== undefined) return;
    this.ownInk.delete(cid);
    const isChat = this.state.outgoing.some((message) => message.cid === cid);
    const outgoing = this.state.outgoing.map((message) =>
      message.cid === cid ? { ...message, refusal: code } : message,
    );
    this.set({ outgoing, refusal: isChat ? this.state.refusal : code });
    this.redraw();
  }

  private async loadHistory(): Promise<void> {
    const messages = await this.history().catch(() => []);
    this.set({ lines: merged(this.state.lines, messages.map(fromMessage)) });
  }

  private redraw(): void {
    this.set({ page: this.board.page, drawn: this.state.drawn + 1 });
  }

  private set(change: Partial<RoomState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
