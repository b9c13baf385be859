import { expect, test } from 'vitest';
import { findQuote } from './quote';
import { foldScraps } from './text';

function find(lines: string[], quote: string) {
  return findQuote(foldScraps(lines.map((str) => ({ str, hasEOL: true }))), quote, 3);
}

test('a quotation is found over the ends of lines, with words divided there', () => {
  expect(find(['It is: a mito-', 'chondrion makes', 'energy.'], 'a mitochondrion makes')).toEqual([
    { page: 3, start: { scrap: 0, offset: 7 }, end: { scrap: 1, offset: 15 } },
  ]);
});

test('quotation marks, dashes and case do not matter', () => {
  expect(find(['He said “Cells – live”.'], 'he said "cells - live".')[0]).toMatchObject({
    start: { scrap: 0, offset: 0 },
    end: { scrap: 0, offset: 21 },
  });
});

test('letters beyond the basic plane keep their places', () => {
  expect(find(['x 𝒜lpha cell'], 'cell')[0]?.start).toEqual({ scrap: 0, offset: 9 });
});

test('of what runs over the edge of a page the part on it is marked', () => {
  const page = ['A vacuole is a compartment that stores wa'];
  expect(find(page, 'A vacuole is a compartment that stores water and waste.')).toEqual([
    { page: 3, start: { scrap: 0, offset: 0 }, end: { scrap: 0, offset: 41 } },
  ]);
  expect(find(['at stores water and waste.'], 'It is what stores water and waste.')).toEqual([
    { page: 3, start: { scrap: 0, offset: 0 }, end: { scrap: 0, offset: 25 } },
  ]);
  expect(find(['A vacuole'], 'A vacuum is no vacuole')).toEqual([]);
});

test('what a page does not say is not marked, nor is nothing at all', () => {
  expect(find(['A cell'], 'a nucleus')).toEqual([]);
  expect(find(['A cell'], ' … ')).toEqual([]);
});
