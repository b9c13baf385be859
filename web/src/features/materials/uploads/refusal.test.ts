import { expect, test } from 'vitest';
import { limitIn } from './refusal';

test('it finds the limit that the server names', () => {
  expect(limitIn('A file may have at most 512 MB.')).toBe(512);
  expect(limitIn('Too large.')).toBeNull();
});
