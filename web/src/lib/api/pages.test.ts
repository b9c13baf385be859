import { expect, test } from 'vitest';
import { changeItems, nextCursor, toPage } from './pages';

test('it finds the cursor of the next page', () => {
  expect(nextCursor('</api/courses/?limit=2&cursor=ab%3D>; rel="next"')).toBe('ab=');
  expect(nextCursor('<http://localhost/a?cursor=p>; rel="prev", </a?cursor=n>; rel="next"')).toBe(
    'n',
  );
});

test('it knows the last page', () => {
  expect(nextCursor(null)).toBeNull();
  expect(nextCursor('</a?cursor=p>; rel="prev"')).toBeNull();
});

test('it reads total and items of an answer', async () => {
  const response = new Response('[]', { headers: { 'X-Total-Count': '12' } });
  expect(await toPage(Promise.resolve({ data: [1, 2], response }))).toEqual({
    items: [1, 2],
    total: 12,
    nextCursor: null,
  });
});

test('it changes items on every page and drops those that are gone', () => {
  const page = (items: number[]) => ({ items, total: null, nextCursor: null });
  const data = { pages: [page([1, 2]), page([3])], pageParams: [] };
  const changed = changeItems(data, (item) => (item === 2 ? null : item * 10));
  expect(changed?.pages.map(({ items }) => items)).toEqual([[10], [30]]);
});
