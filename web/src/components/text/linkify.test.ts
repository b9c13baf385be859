import { expect, test } from 'vitest';
import { splitLinks } from './linkify';

const links = (text: string) =>
  splitLinks(text).flatMap(({ text: shown, href }) => (href ? [shown] : []));

test('it finds addresses and keeps the text around them', () => {
  expect(splitLinks('See https://example.org/a?b=c#d for more')).toEqual([
    { text: 'See ' },
    { text: 'https://example.org/a?b=c#d', href: 'https://example.org/a?b=c#d' },
    { text: ' for more' },
  ]);
});

test('punctuation and brackets around an address stay outside it', () => {
  expect(links('(https://example.org/x).')).toEqual(['https://example.org/x']);
  expect(links('https://en.wikipedia.org/wiki/Cell_(biology), really?')).toEqual([
    'https://en.wikipedia.org/wiki/Cell_(biology)',
  ]);
});

test('nothing but the web becomes a link', () => {
  expect(
    links('javascript:alert(1) data:text/html,x ftp://example.org mailto:a@example.org'),
  ).toEqual([]);
  expect(links('https://bank.example@evil.example/ https://')).toEqual([]);
});

test('nothing of a text is lost', () => {
  const text = 'a https://x.example, b\nhttps://y.example/(z) <https://w.example>…';
  expect(
    splitLinks(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});
