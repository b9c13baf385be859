/** What the board is made into outside of the screen: outlines of ink, backgrounds, and a PDF that others can read. */
import { expect, test } from 'vitest';
import { readBackground, writeBackground } from './background';
import { boxOf } from './hit';
import { hasPressure, outlineOf } from './ink';
import { pdfOf } from './pdf';

/** The smallest thing that begins and ends as JPEG does; PDF.js reads the document around it. */
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

test('the PDF has a page of the board for each picture, as PDF.js reads it', async () => {
  const picture = { jpeg, width: 3200, height: 1800 };
  const blob = pdfOf([picture, picture, picture]);
  expect(blob.type).toBe('application/pdf');
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const data = new Uint8Array(await blob.arrayBuffer());
  const document = await getDocument({ data, stopAtErrors: true }).promise;
  expect(document.numPages).toBe(3);
  const { width, height } = (await document.getPage(3)).getViewport({ scale: 1 });
  expect([width, height]).toEqual([960, 540]);
});

test('the PDF says truly where each of its objects begins', async () => {
  const text = await pdfOf([{ jpeg, width: 1, height: 1 }]).text();
  expect(text).toContain('/Count 1');
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
});

test('a stroke whose pressure changes has an outline that is wider where it was pressed', () => {
  const points = [0.1, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9].map((pressure, n) => [
    n * 40,
    100,
    pressure,
  ]);
  expect(hasPressure({ points })).toBe(true);
  const outline = outlineOf(points, 12);
  const spread = (from: number, to: number) => {
    const ys = outline.filter(([x = 0]) => x >= from && x <= to).map(([, y = 0]) => y);
    return Math.max(...ys) - Math.min(...ys);
  };
  expect(spread(200, 260)).toBeGreaterThan(spread(20, 80));
});

test('a mouse has no pressure to show', () => {
  expect(
    hasPressure({
      points: [
        [0, 0, 0.5],
        [1, 1, 0.5],
        [2, 2, 0.5],
        [3, 3, 0],
      ],
    }),
  ).toBe(false);
  expect(
    hasPressure({
      points: [
        [0, 0],
        [1, 1],
      ],
    }),
  ).toBe(false);
});

test('a background is read as it was written, and what is none is none', () => {
  for (const background of [
    { material: 12, sheet: null },
    { material: 7, sheet: 30 },
  ]) {
    expect(readBackground(writeBackground(background))).toEqual(background);
  }
  for (const text of [
    null,
    '',
    'https://example.org/a.png',
    'material:',
    'material:0',
    'material:1:x',
  ])
    expect(readBackground(text)).toBeNull();
});

test('the room that an object takes holds its points and half of its width', () => {
  const object = {
    id: 'a',
    uid: 1,
    k: 'line' as const,
    page: '1',
    points: [
      [0.5, 0.2],
      [0.1, 0.6],
    ],
    color: '#000000',
    width: 16,
  };
  const [from, to] = boxOf(object);
  expect(from[0]).toBeCloseTo(0.095);
  expect(to[1]).toBeCloseTo(0.6 + 8 / 900);
});
