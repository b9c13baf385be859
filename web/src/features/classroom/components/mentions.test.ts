import { expect, test } from 'vitest';
import { splitNames } from './MentionText';
import { completed, named, offered } from './useMentions';

const people = [
  { uid: 1, name: 'Ann Lee' },
  { uid: 2, name: 'Ann Leeward' },
  { uid: 3, name: 'Bo (Bob)' },
];
const uids = (text: string, caret = text.length) => offered(text, caret, people).map((p) => p.uid);

test('names are offered after an @ at the beginning of a word, by the beginning of any of their parts', () => {
  expect(uids('@')).toEqual([1, 2, 3]);
  expect(uids('Hello @lee')).toEqual([1, 2]);
  expect(uids('Hello @ann leew')).toEqual([2]);
  expect(uids('@bo (')).toEqual([3]);
  expect(uids('mail@ann')).toEqual([]);
  expect(uids('no one')).toEqual([]);
  expect(uids('@xyz')).toEqual([]);
});

test('a name that is complete is not offered any more', () => {
  expect(uids('@Bo (Bob) ')).toEqual([]);
});

test('the name takes the place of what was begun, wherever the caret is', () => {
  expect(completed('Ask @le please', 7, 'Ann Lee')).toEqual(['Ask @Ann Lee please', 13]);
});

test('those are meant whose name stands in the text', () => {
  expect(named('@Bo (Bob) and @nobody', people)).toEqual([3]);
});

test('of two names that begin alike the longer one is shown, and nothing of the text is lost', () => {
  const parts = splitNames('To @Ann Leeward, not @Ann Lee', people);
  expect(parts.filter(({ isName }) => isName).map(({ text }) => text)).toEqual([
    '@Ann Leeward',
    '@Ann Lee',
  ]);
  expect(parts.map(({ text }) => text).join('')).toBe('To @Ann Leeward, not @Ann Lee');
});
