import { expect, test, vi } from 'vitest';
import type { Material } from '@/generated/types.gen';
import { ApiError } from '@/lib/api/problem';
import type { Parcel, Sending } from '@/lib/api/sendFile';
import { material } from '@/testing/cast';
import { UploadQueue } from './queue';

/** A sender whose sendings end when the test says so. */
function fakeSender() {
  const sent: {
    parcel: Parcel;
    sending: Sending;
    arrive: (material: Material) => void;
    fail: (error: ApiError) => void;
  }[] = [];
  const send = (parcel: Parcel, sending: Sending) =>
    new Promise<Material>((arrive, fail) => {
      sent.push({ parcel, sending, arrive, fail });
      sending.signal.addEventListener('abort', () => fail(refusal(0)));
    });
  const at = (index: number) => {
    const one = sent[index];
    if (!one) throw new Error(`Nothing number ${index} was sent.`);
    return one;
  };
  return { sent, at, queue: new UploadQueue(send) };
}

function refusal(status: number): ApiError {
  return new ApiError({ status, code: 'x', detail: 'No.', requestId: null, errors: {} });
}

const file = (name: string, type = '') => new File(['four'], name, { type });
const states = (queue: UploadQueue) => queue.snapshot().map(({ state }) => state);

test('it sends two files at a time, and the next when one has arrived', async () => {
  const { queue, sent, at } = fakeSender();
  queue.add([file('a.pdf'), file('b.png', 'image/png'), file('c.pdf')], { course: 7 });
  expect(states(queue)).toEqual(['sending', 'sending', 'waiting']);
  at(0).arrive(material());
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  expect(states(queue)).toEqual(['sending', 'sending']);
  expect(at(1).parcel).toMatchObject({
    method: 'POST',
    url: '/api/materials/',
    fields: { course: '7', title: 'b', material_type: 'image' },
  });
});

test('it says how much has left, and when all of it has', () => {
  const { queue, at } = fakeSender();
  queue.add([file('a.pdf')], { course: 7 });
  at(0).sending.onProgress(1);
  expect(queue.snapshot()[0]).toMatchObject({ percent: 25, state: 'sending' });
  at(0).sending.onProgress(400);
  expect(queue.snapshot()[0]).toMatchObject({ percent: 100, state: 'taken' });
});

test('the row of a file stays until its arrival has been dealt with', async () => {
  const { queue, at } = fakeSender();
  let isDealtWith: () => void = () => undefined;
  const dealing = new Promise<void>((resolve) => {
    isDealtWith = resolve;
  });
  const listener = vi.fn(() => dealing);
  queue.onArrival(listener);
  queue.add([file('a.pdf')], { course: 7 });
  at(0).arrive(material());
  await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce());
  expect(states(queue)).toEqual(['sending']);
  isDealtWith();
  await vi.waitFor(() => expect(states(queue)).toEqual([]));
});

test('what failed is tried again with the same key', async () => {
  const { queue, at } = fakeSender();
  queue.add([file('a.pdf')], { course: 7 });
  at(0).fail(refusal(503));
  await vi.waitFor(() => expect(states(queue)).toEqual(['failed']));
  queue.retry(queue.snapshot()[0]?.id ?? 0);
  expect(states(queue)).toEqual(['sending']);
  expect(at(1).parcel.key).toBe(at(0).parcel.key);
  expect(at(0).parcel.key).toMatch(/^[0-9a-f]{32}$/);
});

test('what is cancelled is broken off, and makes room', async () => {
  const { queue, sent, at } = fakeSender();
  queue.add([file('a'), file('b'), file('c')], { course: 7 });
  queue.remove(queue.snapshot()[0]?.id ?? 0);
  expect(at(0).sending.signal.aborted).toBe(true);
  await vi.waitFor(() => expect(sent).toHaveLength(3));
  expect(queue.snapshot().map(({ title }) => title)).toEqual(['b', 'c']);
});

test('a new file for old material keeps its title', () => {
  const { queue, at } = fakeSender();
  queue.add([file('new.pdf')], { course: 7, replaces: material() });
  expect(at(0).parcel).toMatchObject({
    method: 'PATCH',
    url: '/api/materials/31/',
    fields: { material_type: 'document' },
  });
  expect(queue.snapshot()[0]?.title).toBe('The living cell');
});

test('nothing is left after somebody has signed out', () => {
  const { queue, at } = fakeSender();
  queue.add([file('a'), file('b'), file('c')], { course: 7 });
  queue.clear();
  expect(queue.snapshot()).toEqual([]);
  expect(at(1).sending.signal.aborted).toBe(true);
});
