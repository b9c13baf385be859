import { expect, test } from 'vitest';
import type { MaterialView, Student } from '@/generated/types.gen';
import { readershipOf } from './views';

function view(student: number, last_opened_at: string): MaterialView {
  return {
    student,
    student_name: null,
    student_photo: null,
    first_opened_at: '2026-01-01T00:00:00Z',
    last_opened_at,
    times: 1,
  };
}

const student = (id: number) => ({ id }) as Student;

test('it tells those who have opened it from those who have not, the last first', () => {
  const views = [view(4, '2026-01-02T00:00:00Z'), view(5, '2026-01-03T00:00:00Z')];
  const { opened, notYet } = readershipOf(views, [student(4), student(5), student(6)]);
  expect(opened.map((one) => one.student)).toEqual([5, 4]);
  expect(notYet.map(({ id }) => id)).toEqual([6]);
});
