import { expect, test } from 'vitest';
import { findMatches, firstFrom, foldQuery, foldScraps, type Scrap } from './text';

const scraps = (...lines: string[]): Scrap[] => lines.map((str) => ({ str, hasEOL: true }));

function find(lines: string[], query: string) {
  return findMatches(foldScraps(scraps(...lines)), foldQuery(query), 3);
}

test('it finds words whatever their case', () => {
  expect(find(['The Cell and the cell'], 'CELL')).toEqual([
    { page: 3, start: { scrap: 0, offset: 4 }, end: { scrap: 0, offset: 8 } },
    { page: 3, start: { scrap: 0, offset: 17 }, end: { scrap: 0, offset: 21 } },
  ]);
});

test('it finds what runs over the end of a line', () => {
  expect(find(['a living', '  cell'], 'living cell')).toEqual([
    { page: 3, start: { scrap: 0, offset: 2 }, end: { scrap: 1, offset: 6 } },
  ]);
});

test('it passes over accents, and opens ligatures', () => {
  expect(find(['Übung im Café'], 'ubung')).toHaveLength(1);
  expect(find(['Übung im Café'], 'cafe')).toHaveLength(1);
  expect(find(['e\uFB03cient'], 'efficient')[0]).toMatchObject({
    start: { offset: 0 },
    end: { offset: 7 },
  });
});

test('it counts places beyond the basic plane as a string does', () => {
  expect(find(['😀 cell'], 'cell')[0]?.start).toEqual({ scrap: 0, offset: 3 });
});

test('nothing is found where nothing is sought', () => {
  expect(find(['cell'], '   ')).toEqual([]);
});

test('it begins at the page being read', () => {
  const at = (page: number) => ({ ...find(['x'], 'x')[0], page }) as never;
  expect(firstFrom([at(1), at(4), at(9)], 3)).toBe(1);
  expect(firstFrom([at(1)], 3)).toBe(0);
});
