/** A live room as its page shows it: kept true by the frames of its socket, and asked for changes by the page. */
import { Board } from '../board/board';
import type { BoardObject, BoardPage, SnapItem } from '../board/types';
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
import { Lasers } from './Lasers';
import { type ChatState, LiveChat, type Post } from './LiveChat';
import { LiveStrokes } from './LiveStrokes';
import { LiveVoice } from './LiveVoice';

export interface RoomState extends ChatState {
  status: Status;
  /** The code that the socket was closed with, where it is over. */
  code: number | undefined;
  uid: number;
  caps: readonly Cap[];
  people: readonly Participant[];
  /** How many there are: of many only some are named. */
  count: number;
  hands: readonly number[];
  locks: Locks;
  /** Whether what is spoken is kept. */
  isRecorded: boolean;
  /** The page of the board that everybody is on, and the one that is shown here. */
  turnedTo: string;
  page: string;
  pages: readonly BoardPage[];
  /** Counts up whenever the board looks different. */
  drawn: number;
  refusal: string | null;
}

export interface RoomOptions extends Pick<SocketOptions, 'address' | 'isPassing' | 'open'> {
  /** Who one is and what one may do, as long as no socket has said so. */
  self: Pick<RoomState, 'uid' | 'caps'>;
  /** The way of the chat that needs no socket. */
  post: Post;
}

export class LiveRoom {
  readonly strokes = new LiveStrokes(() => this.redraw());
  readonly lasers = new Lasers(() => this.redraw());
  private board = Board.empty();
  private parts: unknown[] = [];
  private readonly ownInk = new Map<string, BoardObject>();
  private readonly listeners = new Set<() => void>();
  private readonly socket: RoomSocket;
  readonly chat: LiveChat;
  readonly voice: LiveVoice;
  private state: RoomState = {
    status: 'connecting',
    code: undefined,
    uid: 0,
    caps: [],
    people: [],
    count: 0,
    hands: [],
    locks: { board: false, chat: false },
    isRecorded: false,
    lines: [],
    outgoing: [],
    seen: 0,
    isBlocked: false,
    turnedTo: '1',
    page: '1',
    pages: Board.empty().pages,
    drawn: 0,
    refusal: null,
  };

  constructor({ post, self, ...options }: RoomOptions) {
    this.state = { ...this.state, ...self };
    this.socket = new RoomSocket({
      ...options,
      onFrame: (frame) => this.take(frame),
      onAudio: (bytes) => this.voice.hear(bytes),
      onStatus: (status, code) => {
        this.chat.connection(status);
        this.set({ status, code });
      },
    });
    this.chat = new LiveChat(this.socket, post, (change) => this.set(change));
    this.voice = new LiveVoice({
      send: (frame) => this.socket.speak(frame),
      count: () => this.state.count,
      self: () => this.state.uid,
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): RoomState => this.state;

  start(): void {
    this.socket.start();
    void this.chat.load();
  }

  stop(): void {
    this.socket.stop();
    this.chat.stop();
    this.voice.stop();
    this.strokes.clear();
    this.lasers.clear();
  }

  /** What is on the page, from the lowest to the highest; one's own ink also before the server has it. */
  objects(page = this.state.page): BoardObject[] {
    const own = [...this.ownInk.values()].filter((object) => object.page === page);
    return [...this.board.visible(page), ...own];
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

  /** Something that passes: the points of a stroke while it is drawn, where the laser is. */
  show(k: 'points' | 'laser', d: Record<string, unknown>): void {
    this.socket.pass(k, d);
  }

  private take(frame: ServerFrame): void {
    if (frame.type === 'welcome') this.welcome(frame);
    else if (frame.type === 'snap') this.snap(frame);
    else if (frame.type === 'ev') this.happened(frame);
    else if (frame.type === 'eph') this.passed(frame);
    else if (frame.type === 'caps') this.permit(frame.caps);
    else if (frame.type === 'pres') {
      const gone = new Set([...frame.leave, ...frame.join.map(({ uid }) => uid)]);
      const stayed = this.state.people.filter(({ uid }) => !gone.has(uid));
      this.set({ people: [...stayed, ...frame.join], count: frame.count });
    } else if (frame.type === 'err') this.refused(frame.code, frame.cid, frame.retry_ms);
  }

  private welcome({ uid, caps, hands, locks, voices, recorded }: Welcome): void {
    this.set({ uid, hands, locks, isRecorded: recorded, people: [] });
    this.permit(caps);
    this.voice.welcome(voices);
  }

  private permit(caps: Cap[]): void {
    this.set({ caps });
    this.voice.allow(caps.includes('speak'));
  }

  private snap({ i, n, ops }: Snap): void {
    this.parts = i === 0 ? ops : [...this.parts, ...ops];
    if (i < n - 1) return;
    this.board = Board.empty().load(this.parts as SnapItem[]);
    this.parts = [];
    void this.chat.load();
    this.redraw();
  }

  private happened(event: RoomEvent): void {
    const { k, d, uid, cid } = event;
    this.chat.happened(
      event,
      this.state.people.find((person) => person.uid === uid),
    );
    if (k === 'hand') {
      const others = this.state.hands.filter((hand) => hand !== uid);
      this.set({ hands: d.up ? [...others, uid] : others });
    } else if (k === 'lock') {
      this.set({ locks: { ...this.state.locks, [String(d.what)]: Boolean(d.on) } });
    } else if (k === 'record') {
      this.set({ isRecorded: Boolean(d.on) });
    }
    this.board.apply(event);
    if (cid) this.ownInk.delete(cid);
    this.strokes.finish(String(d.id ?? ''));
    this.redraw();
  }

  private passed({ k, uid, d }: Passing): void {
    if (k === 'points' && uid !== this.state.uid) this.strokes.add(uid, d);
    else if (k === 'laser') this.lasers.add(uid, d);
    else if (k === 'voice') this.voice.told(uid, d);
  }

  private refused(code: string, cid: string | undefined, retryAfter: number | undefined): void {
    if (!cid || retryAfter !== undefined) return;
    this.ownInk.delete(cid);
    if (!this.chat.refuse(cid, code)) this.set({ refusal: code });
    this.redraw();
  }

  /** Looks at a page alone, until everybody turns to another one. */
  look(page: string): void {
    if (this.board.pages.some(({ id }) => id === page)) this.set({ page });
  }

  private redraw(): void {
    const { page, pages } = this.board;
    const isKept = page === this.state.turnedTo && pages.some(({ id }) => id === this.state.page);
    this.set({
      pages,
      turnedTo: page,
      page: isKept ? this.state.page : page,
      drawn: this.state.drawn + 1,
    });
  }

  private set(change: Partial<RoomState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
