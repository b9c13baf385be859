/**
 * Keeps one Server-Sent-Events connection open: fetch instead of EventSource, because that one cannot send
 * the token. It resumes with Last-Event-ID and waits longer after each failure, with jitter.
 */
import { authorization } from '@/lib/api/client';
import { session } from '@/lib/session';
import { EventParser, type ServerEvent } from './events';

const firstDelay = 500;
const longestDelay = 5_000;
/** The server sends a comment every 15 s; a connection silent for longer than this is dead. */
const silenceLimit = 40_000;

/** Our own event: the connection was lost and is there again. What a server does not repeat has to be asked for. */
export const reopened = 'reopened';

export interface StreamOptions {
  url: string;
  onEvent: (event: ServerEvent) => void;
  signal: AbortSignal;
  /** The last id that was seen already: the first connection resumes after it. */
  lastId?: string;
  /** How to wait before the next attempt; tests do not. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export function retryDelay(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestDelay, firstDelay * 2 ** failures);
  return ceiling / 2 + (ceiling / 2) * random();
}

/** Runs until `signal` aborts or the token is refused. */
export async function openStream(options: StreamOptions): Promise<void> {
  const { wait = pause, signal } = options;
  let { lastId = '' } = options;
  let failures = 0;
  let wasOpen = false;
  const onOpen = () => {
    if (wasOpen) options.onEvent({ event: reopened, data: 'null', lastId });
    wasOpen = true;
  };
  const onEvent = (event: ServerEvent) => {
    lastId = event.lastId;
    failures = 0;
    options.onEvent(event);
  };
  while (!signal.aborted) {
    const outcome = await readOnce({ ...options, onEvent, onOpen }, lastId);
    if (outcome === 'refused') return;
    await wait(retryDelay(failures), signal);
    failures += 1;
  }
}

type Outcome = 'refused' | 'ended';

interface Reading extends StreamOptions {
  onOpen: () => void;
}

async function readOnce(options: Reading, lastId: string): Promise<Outcome> {
  const silence = new AbortController();
  const signal = AbortSignal.any([options.signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), silenceLimit);
  try {
    const response = await fetch(options.url, {
      headers: headers(lastId),
      signal,
      cache: 'no-store',
    });
    if (response.status === 401 || response.status === 403) return handleRefusal(response.status);
    if (!response.ok || !response.body) return 'ended';
    options.onOpen();
    const parser = new EventParser(options.onEvent, lastId);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceLimit);
      parser.push(value);
    }
  } catch {
    return 'ended';
  } finally {
    clearTimeout(timer);
  }
}

function headers(lastId: string): Record<string, string> {
  const base = { Accept: 'text/event-stream', Authorization: authorization() };
  return lastId ? { ...base, 'Last-Event-ID': lastId } : base;
}

/** A dead token asks for a new sign-in; the caller opens a new stream when the token has changed. */
function handleRefusal(status: number): Outcome {
  if (status === 401) void session.requestSignIn();
  return 'refused';
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    window.addEventListener('online', done);
  });
}
