import { expect, test } from 'vitest';
import { pagePath, readId } from './links';

test('it follows links to pages of ours only', () => {
  expect(pagePath('/c/7/people')).toBe('/c/7/people');
  for (const link of [
    '//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/api/courses/7/',
    '',
    null,
  ]) {
    expect(pagePath(link)).toBeNull();
  }
});

test('it reads ids and refuses what cannot be one', () => {
  expect(readId('7')).toBe(7);
  for (const text of ['0', '-1', '1.5', 'seven', '9'.repeat(20), ''])
    expect(readId(text)).toBeNull();
});
