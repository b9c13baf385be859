import { expect, test } from 'vitest';
import { notification } from '@/testing/cast';
import { byDay, unreadFirst } from './groups';

const at = (id: number, created_at: string, is_read = true) =>
  notification({ id, created_at, is_read });

test('the unread ones come first, whatever their day', () => {
  const items = [
    at(3, '2026-03-04T09:00:00Z'),
    at(2, '2026-03-03T09:00:00Z', false),
    at(1, '2026-03-03T08:00:00Z'),
  ];
  const { unread, days } = unreadFirst(items);
  expect(unread.map(({ id }) => id)).toEqual([2]);
  expect(days.map(({ items: group }) => group.map(({ id }) => id))).toEqual([[3], [1]]);
});

test('days follow the clock of the reader', () => {
  const late = new Date(2026, 2, 4, 23, 59).toISOString();
  const early = new Date(2026, 2, 5, 0, 1).toISOString();
  expect(byDay([at(2, early), at(1, late)])).toHaveLength(2);
});
