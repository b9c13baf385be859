import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { PlannedLesson, Room } from '@/generated/types.gen';
import { needTexts } from '@/lib/i18n';
import { alice, biology, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { CourseRoomsPage } from './CourseRoomsPage';

let lessons: PlannedLesson[] = [];
let sent: unknown = null;

function room(is_owner: boolean): Room {
  return {
    id: 3,
    name: 'Biology live',
    course: biology.id,
    teacher: alice.id,
    teacher_name: alice.full_name,
    teacher_photo: null,
    participants: [bob.id],
    participant_count: 1,
    is_owner,
    is_live: false,
    is_board_locked: false,
    is_chat_locked: false,
    is_recorded: true,
    caps: ['chat'],
    created_at: '2026-01-05T08:00:00Z',
  };
}

function lesson(changes: Partial<PlannedLesson>): PlannedLesson {
  return {
    id: 4,
    room: 3,
    room_name: 'Biology live',
    course: biology.id,
    title: 'Cells',
    starts_at: '2099-01-05T08:00:00Z',
    minutes: 45,
    is_owner: true,
    ...changes,
  };
}

function serve(is_owner: boolean) {
  server.use(
    http.get('*/api/classrooms/', () => HttpResponse.json([room(is_owner)])),
    http.get('*/api/classrooms/planned/', () => HttpResponse.json(lessons)),
    http.post('*/api/classrooms/3/planned/', async ({ request }) => {
      sent = await request.json();
      lessons = [...lessons, lesson({ id: 9, title: 'Leaves' })];
      return HttpResponse.json(lessons.at(-1), { status: 201 });
    }),
    http.delete('*/api/classrooms/3/planned/:id/', ({ params }) => {
      lessons = lessons.filter(({ id }) => String(id) !== params.id);
      return new HttpResponse(null, { status: 204 });
    }),
  );
}

beforeEach(async () => {
  await needTexts('room');
  lessons = [];
  sent = null;
});

test('students see what is planned, the soonest first, and change nothing', async () => {
  lessons = [
    lesson({ id: 5, title: 'Later', starts_at: '2099-02-01T08:00:00Z', is_owner: false }),
    lesson({ is_owner: false }),
  ];
  serve(false);
  await renderApp(<CourseRoomsPage course={biology} />, { me: bob });
  const planned = within(await screen.findByRole('region', { name: 'Planned lessons' }));
  const rows = await planned.findAllByRole('listitem');
  expect(rows.map((row) => /Cells|Later/.exec(row.textContent ?? '')?.[0])).toEqual([
    'Cells',
    'Later',
  ]);
  expect(planned.queryByRole('button')).toBeNull();
});

test('the teacher plans a lesson', async () => {
  serve(true);
  const { user } = await renderApp(<CourseRoomsPage course={biology} />, { me: alice });
  await user.click(await screen.findByRole('button', { name: 'Plan a lesson' }));
  await user.type(await screen.findByLabelText(/What it is about/), 'Leaves');
  await user.type(screen.getByLabelText(/Begins/), '2099-01-05T08:00');
  await user.click(screen.getByRole('button', { name: 'Plan it' }));
  expect(await screen.findByText('Leaves')).toBeVisible();
  const starts_at = new Date('2099-01-05T08:00').toISOString();
  expect(sent).toEqual({ title: 'Leaves', starts_at, minutes: 60 });
});

test('a time that is refused keeps the form open, and says why', async () => {
  serve(true);
  server.use(
    http.post('*/api/classrooms/3/planned/', () => problem(400, { detail: 'It is over already.' })),
  );
  const { user } = await renderApp(<CourseRoomsPage course={biology} />, { me: alice });
  await user.click(await screen.findByRole('button', { name: 'Plan a lesson' }));
  await user.type(await screen.findByLabelText(/Begins/), '2000-01-05T08:00');
  await user.click(screen.getByRole('button', { name: 'Plan it' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('It is over already.');
});

test('the teacher cancels a lesson after a question', async () => {
  lessons = [lesson({})];
  serve(true);
  const { user } = await renderApp(<CourseRoomsPage course={biology} />, { me: alice });
  await user.click(await screen.findByRole('button', { name: 'Cancel Cells' }));
  expect(lessons).toHaveLength(1);
  const question = within(await screen.findByRole('dialog', { name: 'Cancel this lesson?' }));
  await user.click(question.getByRole('button', { name: 'Cancel it' }));
  expect(await screen.findByText('No lesson is planned.')).toBeVisible();
});
