/** The chat of a room: what the server has, in its order, and below it what is on its way. */
import type { ChatMessage } from '@/generated/types.gen';
import type { RoomEvent } from '../socket/frames';

export interface Line {
  id: number;
  sender: number;
  name: string | null;
  photo: string | null;
  content: string;
  time: string;
  /** The id of the message that this one answers. */
  replyTo: number | null;
  isEdited: boolean;
  isDeleted: boolean;
}

/** What somebody wants to say. */
export interface Words {
  content: string;
  reply_to?: number;
  mentions?: number[];
}

export interface Outgoing {
  cid: string;
  words: Words;
  /** The code of the refusal; null while it is on its way. */
  refusal: string | null;
}

export function fromMessage(message: ChatMessage): Line {
  return {
    id: message.id,
    sender: message.sender,
    name: message.sender_name,
    photo: message.sender_photo,
    content: message.content,
    time: message.created_at,
    replyTo: message.reply_to,
    isEdited: message.edited_at !== null,
    isDeleted: message.is_deleted,
  };
}

/** Adds what is not there yet; by id, which is the order in which it was said. */
export function merged(lines: readonly Line[], more: readonly Line[]): Line[] {
  const known = new Map(lines.map((line) => [line.id, line]));
  for (const line of more) known.set(line.id, { ...known.get(line.id), ...line });
  return [...known.values()].sort((one, other) => one.id - other.id);
}

/** The lines after a `chat`, `edit` or `delete` of the log. `who` names the sender. */
export function told(
  lines: readonly Line[],
  { k, d, uid, ts }: RoomEvent,
  who: { name: string; photo: string | null } | undefined,
): Line[] {
  const id = Number(d.id);
  if (k === 'edit') return changed(lines, id, { content: String(d.content), isEdited: true });
  if (k === 'delete') return changed(lines, id, { content: '', isDeleted: true });
  // It may have been asked for already, as it reads now and with a name.
  if (lines.some((line) => line.id === id)) return [...lines];
  const line: Line = {
    id,
    sender: uid,
    name: who?.name ?? null,
    photo: who?.photo ?? null,
    content: String(d.content),
    time: ts,
    replyTo: d.reply_to ? Number(d.reply_to) : null,
    isEdited: false,
    isDeleted: false,
  };
  return merged(lines, [line]);
}

function changed(lines: readonly Line[], id: number, change: Partial<Line>): Line[] {
  return lines.map((line) => (line.id === id ? { ...line, ...change } : line));
}

/** How much of what others said has not been on the screen. */
export function unreadOf(state: { lines: readonly Line[]; seen: number; uid: number }): number {
  const isNew = ({ id, sender, isDeleted }: Line) =>
    id > state.seen && sender !== state.uid && !isDeleted;
  return state.lines.filter(isNew).length;
}
