/**
 * Sends a file with what belongs to it. XMLHttpRequest instead of fetch, because that one cannot tell how much of a
 * request is on its way.
 */
import type { Material } from '@/generated/types.gen';
import { authorization } from '@/lib/api/client';
import { ApiError, toApiError } from '@/lib/api/problem';
import { session } from '@/lib/session';

export interface Parcel {
  method: 'POST' | 'PATCH';
  url: string;
  fields: Record<string, string>;
  file: File;
  /** The same for every attempt, so that what arrived although its answer did not is not added twice. */
  key: string;
}

export interface Sending {
  signal: AbortSignal;
  /** Bytes that have left. */
  onProgress: (loaded: number) => void;
}

export type Send = (parcel: Parcel, sending: Sending) => Promise<Material>;

/** Throws an ApiError, also when `signal` aborts. Asks to sign in again when the token has died, and repeats. */
export const sendFile: Send = async (parcel, sending) => {
  try {
    return await attempt(parcel, sending);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    if (!(await session.requestSignIn())) throw error;
    return attempt(parcel, sending);
  }
};

function attempt(parcel: Parcel, { signal, onProgress }: Sending): Promise<Material> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    const fail = () => reject(toApiError(null, undefined));
    request.open(parcel.method, parcel.url);
    request.responseType = 'json';
    request.setRequestHeader('Authorization', authorization());
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Idempotency-Key', parcel.key);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Material);
      else reject(toApiError(request.response, answerOf(request)));
    };
    request.onerror = fail;
    request.onabort = fail;
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    if (signal.aborted) return fail();
    request.send(formOf(parcel));
  });
}

function formOf({ fields, file }: Parcel): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  return form;
}

function answerOf(request: XMLHttpRequest): Response {
  const id = request.getResponseHeader('X-Request-ID');
  return new Response(null, { status: request.status, headers: id ? { 'X-Request-ID': id } : {} });
}
