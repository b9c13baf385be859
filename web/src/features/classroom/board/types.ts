/** What of the room's wire is about the whiteboard (docs/classroom.md), and an object as it is to be drawn. */

export type ShapeKind = 'stroke' | 'line' | 'rect' | 'ellipse' | 'text';

/** An object to draw. Points are `[x, y, pressure?]`, moves are in them already. Shared: not to be changed. */
export interface BoardObject {
  id: string;
  /** Who drew it. */
  uid: number;
  k: ShapeKind;
  page: string;
  points: number[][];
  color: string;
  width: number;
  fill?: string;
  text?: string;
}

/** The data of an object, as it was drawn. */
export type ShapeData = Omit<BoardObject, 'uid' | 'k'>;

/** A page; its background is text with whatever meaning the client gave it. */
export interface BoardPage {
  id: string;
  background: string | null;
}

/** An `ev` of the room: `d` is what the server has checked for an operation of the kind `k`. */
export interface BoardEvent {
  seq: number;
  uid: number;
  k: string;
  d: unknown;
}

export interface PageData {
  do: 'add' | 'go' | 'remove' | 'background';
  id: string;
  background?: string | null;
}

/** Something that can be undone, and which objects it was done to; `by` is how far a move went. */
export interface Action {
  what: 'add' | 'erase' | 'move';
  ids: string[];
  by: number[];
}

interface SnapObject {
  t: 'object';
  k: ShapeKind;
  uid: number;
  d: ShapeData;
  done: boolean;
  covers: number;
  by: number[];
}

/** One of `snap.ops`. */
export type SnapItem =
  | { t: 'board'; page: string }
  | ({ t: 'page' } & BoardPage)
  | SnapObject
  | ({ t: 'action'; uid: number; stack: 'done' | 'undone' } & Action)
  | { t: 'ids'; ids: string[] };
