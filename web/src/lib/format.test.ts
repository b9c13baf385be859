import { expect, test } from 'vitest';
import {
  formatDates,
  formatDay,
  formatRelative,
  formatSize,
  formatTotal,
  formatUntil,
  initials,
} from './format';

const now = new Date(2026, 2, 10, 12, 0).getTime();
const before = (hours: number) => new Date(now - hours * 3_600_000).toISOString();

test('it says how long ago something was', () => {
  expect(formatRelative(before(0), 'en', now)).toBe('now');
  expect(formatRelative(before(0.5), 'en', now)).toBe('30 minutes ago');
  expect(formatRelative(before(5), 'de', now)).toBe('vor 5 Stunden');
  expect(formatRelative(before(24 * 10), 'en-GB', now)).toBe('28 February');
});

test('it does not say that something will be when clocks differ', () => {
  expect(formatRelative(before(-0.01), 'en', now)).toBe('now');
});

test('it says how long something still lasts', () => {
  expect(formatUntil(before(-24 * 12), 'en', now)).toBe('in 12 days');
  expect(formatUntil(before(-30), 'de', now)).toBe('in 30 Stunden');
  expect(formatUntil(before(-0.5), 'en', now)).toBe('in 30 minutes');
  expect(formatUntil(before(2), 'en', now)).toBe('now');
});

test('it names days', () => {
  expect(formatDay(before(1), 'en', now)).toBe('Today');
  expect(formatDay(before(20), 'de', now)).toBe('Gestern');
  expect(formatDay(before(24 * 3), 'en-GB', now)).toBe('Saturday 7 March');
});

test('it writes a range of dates without repeating what both share', () => {
  expect(formatDates('2026-10-12', '2027-02-05', 'en-GB')).toMatch(/12 Oct 2026\s–\s5 Feb 2027/);
});

test('it makes initials of any name', () => {
  expect(initials('Maria Keller')).toBe('MK');
  expect(initials('Ana Maria de la Cruz')).toBe('AC');
  expect(initials('sam')).toBe('S');
  expect(initials('  ')).toBe('?');
  expect(initials('😀 smile')).toBe('😀S');
});

test('it says how large a file is', () => {
  expect(formatSize(0, 'en')).toBe('0 bytes');
  expect(formatSize(840, 'en')).toBe('840 bytes');
  expect(formatSize(1_240_000, 'en')).toBe('1.2 MB');
  expect(formatSize(1_240_000, 'de')).toBe('1,2 MB');
  expect(formatSize(52_000, 'en')).toBe('52 kB');
  expect(formatSize(3e12, 'en')).toBe('3,000 GB');
});

test('what a search found says so when it was not counted to the end', () => {
  expect(formatTotal(999, 'cells', 'en')).toBe('999');
  expect(formatTotal(1000, 'cells', 'en')).toBe('1,000+');
  expect(formatTotal(1000, undefined, 'en')).toBe('1,000');
});
