import { expect, test } from 'vitest';
import { kindOf, materialTypeOf, titleOf } from './kinds';

test('it tells kinds of files apart', () => {
  const office = 'application/vnd.openxmlformats-officedocument';
  expect(kindOf('application/pdf')).toBe('pdf');
  expect(kindOf(`${office}.wordprocessingml.document`)).toBe('words');
  expect(kindOf(`${office}.spreadsheetml.sheet`)).toBe('table');
  expect(kindOf('application/vnd.oasis.opendocument.presentation')).toBe('slides');
  expect(kindOf('text/csv')).toBe('table');
  expect(kindOf('text/markdown')).toBe('text');
  expect(kindOf('video/webm')).toBe('video');
  expect(kindOf('application/octet-stream')).toBe('file');
});

test('it adds what is neither picture nor film as a document', () => {
  expect(materialTypeOf(new File([], 'a.png', { type: 'image/png' }))).toBe('image');
  expect(materialTypeOf(new File([], 'a.mp4', { type: 'video/mp4' }))).toBe('video');
  expect(materialTypeOf(new File([], 'a.pdf', { type: 'application/pdf' }))).toBe('document');
  expect(materialTypeOf(new File([], 'a'))).toBe('document');
});

test('it makes a title of a name', () => {
  expect(titleOf('Week_3  notes.final.pdf')).toBe('Week 3 notes.final');
  expect(titleOf('.gitignore')).toBe('.gitignore');
  expect(titleOf(`${'a'.repeat(300)}.pdf`)).toHaveLength(200);
});
