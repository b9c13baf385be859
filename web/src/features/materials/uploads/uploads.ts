/** The one queue of this application. */
import { useSyncExternalStore } from 'react';
import { sendFile } from '@/lib/api/sendFile';
import { session } from '@/lib/session';
import { type Upload, UploadQueue } from './queue';

export const queue = new UploadQueue(sendFile);

// What somebody was sending is not sent as somebody else.
session.subscribe(() => {
  if (session.token() === null) queue.clear();
});

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(queue.subscribe, queue.snapshot);
}

export function useUploadsTo(course: number): readonly Upload[] {
  return useUploads().filter((upload) => upload.course === course);
}
