/**
 * One stream for all tabs of a browser: the tab that holds a lock keeps it open and passes events on. Browsers
 * allow six connections to an origin over HTTP/1.1, so a stream per tab would starve the seventh. Where locks
 * are missing (plain http on another host) each tab has its own stream.
 */
import type { ServerEvent } from './events';
import { openStream } from './stream';

export interface SharedStreamOptions {
  /** Names the lock and the channel; differs per user, so that two users' tabs never mix. */
  name: string;
  url: string;
  onEvent: (event: ServerEvent) => void;
  signal: AbortSignal;
}

export function openSharedStream({ name, url, onEvent, signal }: SharedStreamOptions): void {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') {
    void openStream({ url, onEvent, signal });
    return;
  }
  const channel = new BroadcastChannel(name);
  // A tab that takes over goes on after the last event that the others were passed.
  let lastId = '';
  channel.onmessage = ({ data }: MessageEvent<ServerEvent>) => {
    lastId = data.lastId || lastId;
    onEvent(data);
  };
  signal.addEventListener('abort', () => channel.close());
  const lead = (event: ServerEvent) => {
    channel.postMessage(event);
    onEvent(event);
  };
  navigator.locks
    .request(name, { signal }, () => openStream({ url, onEvent: lead, signal, lastId }))
    .catch(() => undefined);
}
