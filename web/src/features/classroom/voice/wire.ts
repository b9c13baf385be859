/** Frames of audio as they travel: a head of 20 bytes, little-endian, and packets with their lengths. */

export const rate = 48_000;
/** Samples of one packet of ours: 20 ms. */
export const packetLength = 960;

export const kinds = { opus: 1, pcm: 2 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

export interface VoiceFrame {
  kind: Kind;
  /** The speaker begins anew: what lies between this and the frame before was never spoken. */
  isAnew: boolean;
  /** Whose voice it is, in which owner's time; the server stamps both. */
  stream: number;
  epoch: number;
  number: number;
  /** Of the first sample, counted at 48 kHz. */
  position: number;
  packets: readonly Uint8Array[];
}

const version = 1;
const headLength = 20;
const longest = 8 * 1024;
const anew = 1;

export function pack(frame: VoiceFrame): Uint8Array<ArrayBuffer> {
  const length = frame.packets.reduce((sum, packet) => sum + 2 + packet.length, headLength);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  bytes.set([version, frame.kind, frame.isAnew ? anew : 0, frame.packets.length]);
  view.setUint16(4, frame.stream, true);
  view.setUint16(6, frame.epoch, true);
  view.setUint32(8, frame.number, true);
  view.setBigUint64(12, BigInt(frame.position), true);
  let at = headLength;
  for (const packet of frame.packets) {
    view.setUint16(at, packet.length, true);
    bytes.set(packet, at + 2);
    at += 2 + packet.length;
  }
  return bytes;
}

/** Null for what is no frame, or one of a later version. */
export function unpack(buffer: ArrayBuffer): VoiceFrame | null {
  if (buffer.byteLength <= headLength || buffer.byteLength > longest) return null;
  const view = new DataView(buffer);
  const kind = view.getUint8(1);
  if (view.getUint8(0) !== version || !isKind(kind)) return null;
  const packets = packetsOf(view, view.getUint8(3));
  if (!packets?.every(({ length }) => isWhole(kind, length))) return null;
  return {
    kind,
    isAnew: (view.getUint8(2) & anew) !== 0,
    stream: view.getUint16(4, true),
    epoch: view.getUint16(6, true),
    number: view.getUint32(8, true),
    position: Number(view.getBigUint64(12, true)),
    packets,
  };
}

function isKind(kind: number): kind is Kind {
  return kind === kinds.opus || kind === kinds.pcm;
}

function isWhole(kind: Kind, length: number): boolean {
  return length > 0 && (kind === kinds.opus || length % 2 === 0);
}

function packetsOf(view: DataView, count: number): Uint8Array[] | null {
  const packets: Uint8Array[] = [];
  let at = headLength;
  for (let index = 0; index < count; index += 1) {
    if (at + 2 > view.byteLength) return null;
    const length = view.getUint16(at, true);
    if (at + 2 + length > view.byteLength) return null;
    packets.push(new Uint8Array(view.buffer, at + 2, length));
    at += 2 + length;
  }
  return count > 0 && at === view.byteLength ? packets : null;
}
