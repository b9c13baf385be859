import { screen, waitFor } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { Feedback, User } from '@/generated/types.gen';
import { alice, biology, bob, feedback } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { RatingsPage } from './RatingsPage';

let stored: Feedback[] = [];

beforeEach(() => {
  stored = [feedback()];
  server.use(
    http.get('*/api/feedback/', ({ request }) => {
      const isMine = new URL(request.url).searchParams.get('mine') === 'true';
      return HttpResponse.json(stored.filter(({ student }) => !isMine || student === bob.id));
    }),
    http.get('*/api/courses/7/ratings/', () => {
      const histogram = [1, 2, 3, 4, 5].map(
        (grade) => stored.filter(({ rating }) => rating === grade).length,
      );
      const sum = stored.reduce((total, { rating }) => total + rating, 0);
      const count = stored.length;
      return HttpResponse.json({
        course: 7,
        histogram,
        count,
        average: count ? sum / count : null,
      });
    }),
  );
});

function show(me: User, isEnrolled = me === bob) {
  const course = { ...biology, is_owner: me === alice, is_enrolled: isEnrolled };
  return renderApp(<RatingsPage course={course} />, { me });
}

test('the average and the histogram are in words and in a table', async () => {
  await show(alice);
  expect(await screen.findByText('1 rating')).toBeVisible();
  const row = screen.getByRole('row', { name: /^4 stars/ });
  expect(row).toHaveTextContent('100 percent');
});

test('a student rates by the keyboard, and sees it before the server has answered', async () => {
  server.use(
    http.post('*/api/feedback/', async () => {
      await delay('infinite');
      return HttpResponse.json({});
    }),
  );
  const { user } = await show(bob);
  await screen.findByText('1 rating');
  await user.click(await screen.findByRole('radio', { name: '1 star' }));
  await user.type(screen.getByLabelText('In your words'), 'Hm.');
  await user.click(screen.getByRole('button', { name: 'Rate this course' }));
  expect(await screen.findByText('2 ratings')).toBeVisible();
  expect(screen.getByText('2.5')).toBeVisible();
  expect(screen.getByText('Hm.')).toBeVisible();
});

test('what the server refuses is taken back, and the words stay', async () => {
  server.use(http.post('*/api/feedback/', () => problem(403, { detail: 'You have left.' })));
  const { user } = await show(bob);
  await screen.findByText('1 rating');
  await user.click(await screen.findByRole('radio', { name: '2 stars' }));
  await user.type(screen.getByLabelText('In your words'), 'So so.');
  await user.click(screen.getByRole('button', { name: 'Rate this course' }));
  expect(await screen.findByText('You have left.')).toBeVisible();
  expect(await screen.findByLabelText('In your words')).toHaveValue('So so.');
  expect(screen.getByRole('radio', { name: '2 stars' })).toBeChecked();
  await waitFor(() => expect(screen.getByText('1 rating')).toBeVisible());
});

test('a rating without stars is not sent', async () => {
  const { user } = await show(bob);
  await user.click(await screen.findByRole('button', { name: 'Rate this course' }));
  expect(screen.getByRole('alert')).toHaveTextContent('Please choose one to five stars.');
});

test('a student changes their rating, and takes it back after a question', async () => {
  stored.push(feedback({ id: 52, student: bob.id, rating: 3, comment: 'Fine.' }));
  server.use(
    http.put('*/api/feedback/52/', async ({ request }) => {
      const changed = feedback({ id: 52, student: bob.id, ...((await request.json()) as object) });
      stored = stored.map((one) => (one.id === 52 ? changed : one));
      return HttpResponse.json(changed);
    }),
    http.delete('*/api/feedback/52/', () => {
      stored = stored.filter(({ id }) => id !== 52);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await show(bob);
  await user.click(await screen.findByRole('button', { name: 'Edit' }));
  await user.click(screen.getByRole('radio', { name: '5 stars' }));
  await user.click(screen.getByRole('button', { name: 'Save rating' }));
  expect(await screen.findByText('Thank you for your rating.')).toBeVisible();
  expect(screen.getByText('4.5')).toBeVisible();

  await user.click(screen.getByRole('button', { name: 'Delete' }));
  await user.click(await screen.findByRole('button', { name: 'Delete rating' }));
  expect(await screen.findByRole('button', { name: 'Rate this course' })).toBeVisible();
  expect(await screen.findByText('1 rating')).toBeVisible();
});

test('a teacher reads and does not rate', async () => {
  await show(alice);
  expect(await screen.findByText('Clear and kind.')).toBeVisible();
  expect(screen.queryByRole('radio')).toBeNull();
});

test('who is not in the course sees the average, and how to get in', async () => {
  await show(bob, false);
  expect(await screen.findByText('1 rating')).toBeVisible();
  expect(screen.getByText(/Only members of the course/)).toBeVisible();
  expect(screen.queryByText('Clear and kind.')).toBeNull();
});
