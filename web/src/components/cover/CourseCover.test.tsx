import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CourseCover, coverStyle } from './CourseCover';

const drawing = (id: number) => render(<CourseCover id={id} />).container.innerHTML;

test('a course has the same cover every time', () => {
  expect(drawing(42)).toBe(drawing(42));
});

test('courses that follow each other look different', () => {
  const ids = Array.from({ length: 64 }, (_, index) => index + 1);
  for (const id of ids) {
    expect(coverStyle(id).design).not.toBe(coverStyle(id + 1).design);
    expect(coverStyle(id).palette).not.toBe(coverStyle(id + 1).palette);
  }
});

test('all eight designs and palettes are used', () => {
  const styles = Array.from({ length: 64 }, (_, index) => coverStyle(index));
  expect(new Set(styles.map(({ design }) => design)).size).toBe(8);
  expect(new Set(styles.map(({ palette }) => palette)).size).toBe(8);
  expect(
    new Set(styles.map(({ design, palette }) => [design.name, palette.base].join())).size,
  ).toBe(64);
});
