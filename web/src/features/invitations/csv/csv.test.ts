import { expect, test } from 'vitest';
import { type ListProblem, parseList, readList, UnusableList } from './read';
import { errorsAt, failuresCsv, judge } from './rows';

const bytes = (text: string) => new Blob([text]);

async function problemOf(content: Blob): Promise<ListProblem | null> {
  try {
    await readList(content);
    return null;
  } catch (error) {
    return error instanceof UnusableList ? error.problem : null;
  }
}

test('it reads quoted commas, line breaks in cells, CRLF and a byte order mark', async () => {
  const rows = await readList(
    bytes('\uFEFFemail,full_name\r\nann@example.org,"Lee, Ann"\r\nbo@example.org,"Bo\nBi"\r\n'),
  );
  expect(rows.map(({ cells }) => cells.full_name)).toEqual(['Lee, Ann', 'Bo\nBi']);
  expect(rows[0]?.cells.email).toBe('ann@example.org');
});

test('it takes semicolons and tabs, names of columns in any case and order, and unknown columns', () => {
  const rows = parseList('Full Name;Remark;E-mail;EMAIL\nAnn;tall;x;ann@example.org');
  expect(rows[0]?.cells).toEqual({
    email: 'ann@example.org',
    full_name: 'Ann',
    user_type: '',
    course: '',
  });
  expect(parseList('email\tcourse\na@example.org\tBio')[0]?.cells.course).toBe('Bio');
});

test('rows are counted as a spreadsheet does, over empty ones', () => {
  const rows = parseList('email\n\na@example.org\n , \nb@example.org\n');
  expect(rows.map(({ row }) => row)).toEqual([3, 5]);
});

test('it says what makes a file useless', async () => {
  expect(await problemOf(new Blob([new Uint8Array([0x65, 0xff, 0xfe])]))).toBe('notUtf8');
  expect(await problemOf(bytes('name\nAnn'))).toBe('noEmail');
  expect(await problemOf(bytes('email,email\na@example.org,b@example.org'))).toBe('noEmail');
  expect(await problemOf(bytes(''))).toBe('noEmail');
  expect(await problemOf(bytes('email\n\n'))).toBe('empty');
  expect(await problemOf(bytes('email\n"a@example.org'))).toBe('malformed');
  expect(await problemOf(bytes(`email\n${'a@example.org\n'.repeat(5001)}`))).toBe('tooMany');
  expect(await problemOf(bytes(`email\n${'a@example.org\n'.repeat(5000)}`))).toBeNull();
  expect(await problemOf(bytes(`email\n${'x'.repeat(2 * 1024 * 1024)}`))).toBe('tooLarge');
});

const rows = parseList('email,full_name,course\na@example.org,Ann,\nnope,=HYPERLINK("x"),Zzz');
const judged = judge(rows, {
  created: 1,
  failed: 1,
  results: [
    { row: 2, email: 'a@example.org', success: true, id: 1, errors: {} },
    {
      row: 3,
      email: 'nope',
      success: false,
      id: null,
      errors: { email: ['No address.'], course: ['No such course.'], row: ['Too long.'] },
    },
  ],
});

test('errors stand at their cells, those of the whole row at the first', () => {
  const [good, bad] = judged;
  expect(good?.isGood).toBe(true);
  expect(bad && errorsAt(bad, 'email')).toEqual(['No address.', 'Too long.']);
  expect(bad && errorsAt(bad, 'course')).toEqual(['No such course.']);
});

test('the failures can be opened in a spreadsheet, where no cell is a formula', () => {
  const text = failuresCsv(judged);
  expect(text.startsWith('\uFEFFemail,full_name,user_type,course,errors\r\n')).toBe(true);
  expect(text).not.toContain('a@example.org');
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  expect(text).toContain('No address. No such course. Too long.');
  expect(parseList(text.slice(1))[0]?.cells.email).toBe('nope');
});
