/** What travels over the socket of a live room, as docs/classroom.md describes it. */

export type Cap = 'draw' | 'speak' | 'chat' | 'moderate';

export interface Participant {
  uid: number;
  name: string;
  photo: string | null;
  role: string;
  caps: Cap[];
}

export interface Locks {
  board: boolean;
  chat: boolean;
}

export interface Welcome {
  type: 'welcome';
  sid: string;
  uid: number;
  role: string;
  caps: Cap[];
  ep: number;
  seq: number;
  locks: Locks;
  lesson: unknown;
  hands: number[];
  voices: Stream[];
  /** Whether what is spoken is kept. */
  recorded: boolean;
}

/** A voice that is heard at the moment, by the number that its frames of audio have. */
export interface Stream {
  uid: number;
  stream: number;
}

export interface RoomEvent {
  type: 'ev';
  seq: number;
  ts: string;
  uid: number;
  k: string;
  d: Record<string, unknown>;
  cid?: string;
}

export interface Snap {
  type: 'snap';
  ep: number;
  seq: number;
  i: number;
  n: number;
  ops: unknown[];
}

export interface Presence {
  type: 'pres';
  join: Participant[];
  leave: number[];
  count: number;
}

export interface Passing {
  type: 'eph';
  uid: number;
  sid: string;
  k: string;
  d: Record<string, unknown>;
}

export interface Refusal {
  type: 'err';
  code: string;
  cid?: string;
  retry_ms?: number;
  fatal?: boolean;
}

export type ServerFrame =
  | Welcome
  | RoomEvent
  | Snap
  | Presence
  | Passing
  | Refusal
  | { type: 'ack'; cid: string; seq: number }
  | { type: 'caps'; caps: Cap[] }
  | { type: 'pong'; t: number };

export interface Op {
  cid: string;
  k: string;
  d: Record<string, unknown>;
}
