/**
 * The files on their way to the server: a few at a time, the others waiting. It lives outside of React, above all
 * pages, so that a teacher may go on working elsewhere in the application.
 */
import type { Material } from '@/generated/types.gen';
import { ApiError, toApiError } from '@/lib/api/problem';
import type { Parcel, Send } from '@/lib/api/sendFile';
import { materialTypeOf, titleOf } from '@/lib/kinds';
import { randomKey } from '@/lib/randomKey';

export interface Target {
  course: number;
  /** The material whose file is to be replaced; without it new material is added. */
  replaces?: Material | undefined;
}

export interface Upload extends Target {
  id: number;
  file: File;
  title: string;
  /** `taken`: it has left, and the server looks into it. */
  state: 'waiting' | 'sending' | 'taken' | 'failed';
  percent: number;
  error: ApiError | null;
}

type Listener = () => void;
type Arrival = (upload: Upload, material: Material) => void | Promise<void>;

const sideBySide = 2;

export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private readonly underWay = new Map<number, AbortController>();
  private readonly keys = new Map<number, string>();
  private readonly listeners = new Set<Listener>();
  private readonly arrivals = new Set<Arrival>();
  private nextId = 1;

  constructor(private readonly send: Send) {}

  readonly snapshot = (): readonly Upload[] => this.uploads;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** `listener` runs when a file has arrived; its row stays until what it returns is settled. */
  onArrival(listener: Arrival): () => void {
    this.arrivals.add(listener);
    return () => this.arrivals.delete(listener);
  }

  add(files: readonly File[], target: Target): void {
    const added = files.map(
      (file): Upload => ({
        ...target,
        id: this.nextId++,
        file,
        title: target.replaces?.title ?? titleOf(file.name),
        state: 'waiting',
        percent: 0,
        error: null,
      }),
    );
    for (const { id } of added) this.keys.set(id, randomKey());
    this.show([...this.uploads, ...added]);
    this.fill();
  }

  /** Breaks an upload off, or puts away one that has failed. */
  remove(id: number): void {
    this.underWay.get(id)?.abort();
    this.underWay.delete(id);
    this.keys.delete(id);
    this.show(this.uploads.filter((upload) => upload.id !== id));
    this.fill();
  }

  retry(id: number): void {
    this.change(id, { state: 'waiting', percent: 0, error: null });
    this.fill();
  }

  clear(): void {
    for (const { id } of this.uploads) this.remove(id);
  }

  private fill(): void {
    for (const upload of this.uploads) {
      if (this.underWay.size >= sideBySide) return;
      if (upload.state === 'waiting') void this.run(upload);
    }
  }

  private async run(upload: Upload): Promise<void> {
    const { id, file } = upload;
    const controller = new AbortController();
    this.underWay.set(id, controller);
    this.change(id, { state: 'sending' });
    const onProgress = (loaded: number) => {
      const percent = Math.min(100, (100 * loaded) / Math.max(1, file.size));
      this.change(id, { percent, state: percent < 100 ? 'sending' : 'taken' });
    };
    try {
      const parcel = parcelOf(upload, this.keys.get(id) ?? randomKey());
      const material = await this.send(parcel, { signal: controller.signal, onProgress });
      await Promise.allSettled([...this.arrivals].map((listener) => listener(upload, material)));
      this.show(this.uploads.filter((one) => one.id !== id));
    } catch (cause) {
      const error = cause instanceof ApiError ? cause : toApiError(null, undefined);
      if (!controller.signal.aborted) this.change(id, { state: 'failed', error });
    } finally {
      if (this.underWay.get(id) === controller) this.underWay.delete(id);
      this.fill();
    }
  }

  private change(id: number, changes: Partial<Upload>): void {
    this.show(this.uploads.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  }

  private show(uploads: readonly Upload[]): void {
    this.uploads = uploads;
    for (const listener of this.listeners) listener();
  }
}

function parcelOf({ course, replaces, title, file }: Upload, key: string): Parcel {
  const material_type = materialTypeOf(file);
  if (replaces) {
    return {
      method: 'PATCH',
      url: `/api/materials/${replaces.id}/`,
      fields: { material_type },
      file,
      key,
    };
  }
  const fields = { course: String(course), title, material_type };
  return { method: 'POST', url: '/api/materials/', fields, file, key };
}
