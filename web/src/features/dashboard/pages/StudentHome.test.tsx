import { screen } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Assignment, Home, Room } from '@/generated/types.gen';
import { alice, biology, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { StudentHome } from './StudentHome';

const quiz: Assignment = {
  id: 5,
  course: biology.id,
  course_title: biology.title,
  title: 'Mitosis',
  assignment_type: 'quiz',
  status: 'published',
  content: null,
  source_file: null,
  deadline: new Date(Date.now() + 20 * 3_600_000).toISOString(),
  max_attempts: 1,
  created_by: alice.id,
  created_by_name: alice.full_name,
  created_at: '2026-03-04T09:00:00Z',
  generator: null,
  error: null,
  progress: null,
  is_owner: false,
  submission_count: null,
  my: null,
};

const room: Room = {
  id: 3,
  name: 'Cells, live',
  course: biology.id,
  teacher: alice.id,
  teacher_name: alice.full_name,
  teacher_photo: null,
  participants: [],
  participant_count: 2,
  is_owner: false,
  is_live: true,
  is_board_locked: false,
  is_chat_locked: false,
  is_recorded: true,
  caps: [],
  created_at: '2026-03-04T09:00:00Z',
};

const full: Home = {
  courses: [{ ...biology, is_enrolled: true }],
  due: [quiz],
  review: { due: 3, new: 9, next_due: null, cards: [] },
  unread: 0,
  feed: [],
  rooms: [room],
};

let home: Home = full;

beforeEach(() => {
  home = full;
  server.use(
    http.get('*/api/home/', () => HttpResponse.json(home)),
    http.get('*/api/courses/', () => HttpResponse.json([])),
  );
});

const open = () => renderApp(<StudentHome news={<p>News</p>} feed={<p>Feed</p>} />, { me: bob });

test('it shows what is live, what is due, what to repeat, and the courses', async () => {
  await open();
  expect(await screen.findByText('Cells, live')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Mitosis' })).toBeVisible();
  expect(screen.getByText('due in 20 hours')).toBeVisible();
  expect(screen.getByText('12 cards to repeat')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Cell Biology' })).toBeVisible();
});

test('a part that is away says so, and the others are there', async () => {
  home = { ...full, courses: null, due: null, review: null, rooms: null };
  const { user } = await open();
  expect(await screen.findAllByText('This part is away for a moment.')).toHaveLength(2);
  expect(screen.getByText('Feed')).toBeVisible();
  home = full;
  await user.click(screen.getAllByRole('button', { name: 'Try again' })[0] as HTMLElement);
  expect(await screen.findByText('12 cards to repeat')).toBeVisible();
});

test('a lesson that is over is not announced', async () => {
  home = {
    ...full,
    rooms: [{ ...room, is_live: false }],
    due: [],
    review: { ...full.review, due: 0, new: 0, next_due: null, cards: [] },
  };
  await open();
  expect(await screen.findByText('Nothing is due.')).toBeVisible();
  expect(screen.queryByText('Cells, live')).toBeNull();
});

test('it says what failed when nothing could be loaded', async () => {
  server.use(http.get('*/api/home/', () => problem(503)));
  await open();
  expect(await screen.findByRole('alert')).toHaveTextContent('req-1');
});
