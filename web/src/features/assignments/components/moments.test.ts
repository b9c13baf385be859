import { expect, test } from 'vitest';
import { fromField, toField } from './moments';

test('a moment is the same after having been in a field', () => {
  for (const time of ['2026-03-04T08:30:00.000Z', '2026-07-04T22:59:00.000Z']) {
    expect(fromField(toField(time))).toBe(time);
  }
});

test('no deadline is an empty field, and the other way round', () => {
  expect(toField(null)).toBe('');
  expect(fromField('')).toBeNull();
});
