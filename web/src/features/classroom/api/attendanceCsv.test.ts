import { expect, test } from 'vitest';
import { attendanceCsv } from './attendanceCsv';

const one = {
  user: 2,
  user_name: 'Bob, the second',
  user_photo: null,
  first_joined_at: '2026-03-04T09:00:00Z',
  last_seen_at: '2026-03-04T09:45:30Z',
  seconds: 2730,
  visits: 1,
};

test('each person is a row, also one whose name has commas, or is a formula', () => {
  const rows = attendanceCsv([one, { ...one, user_name: '=1+1' }]).split('\r\n');
  expect(rows[0]).toBe('\uFEFFname,first_joined_at,last_seen_at,minutes,visits');
  expect(rows[1]).toBe('"Bob, the second",2026-03-04T09:00:00Z,2026-03-04T09:45:30Z,45.5,1');
  expect(rows[2]).toMatch(/^"'=1\+1",/);
});
