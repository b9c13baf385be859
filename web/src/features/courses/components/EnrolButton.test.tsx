import { screen, waitFor } from '@testing-library/react';
import { delay, HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { coursesGetCourseQueryKey } from '@/generated/@tanstack/react-query.gen';
import { alice, biology, bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { useCourse } from '../api/editing';
import { EnrolButton } from './EnrolButton';

function Sample() {
  const course = useCourse(biology.id).data;
  return course ? (
    <>
      <output>{course.enrolled_count}</output>
      <EnrolButton course={course} />
    </>
  ) : null;
}

async function show(me = bob, course = biology) {
  server.use(http.get('*/api/courses/7/', () => HttpResponse.json(course)));
  const app = await renderApp(<Sample />, { me });
  await screen.findByRole('status', { name: '' });
  app.queryClient.setQueryData(coursesGetCourseQueryKey({ path: { id: course.id } }), course);
  await screen.findByText(String(course.enrolled_count));
  return app;
}

test('it shows the enrolment before the server has answered', async () => {
  server.use(
    http.post('*/api/courses/7/enroll/', async () => {
      await delay('infinite');
      return HttpResponse.json({});
    }),
  );
  const { user } = await show();
  await user.click(screen.getByRole('button', { name: 'Enrol in Cell Biology' }));
  expect(await screen.findByRole('button', { name: /^Enrolled in Cell Biology/ })).toBeVisible();
  expect(screen.getByText('4')).toBeVisible();
});

test('it takes the enrolment back when the server refuses, and says why', async () => {
  server.use(
    http.post('*/api/courses/7/enroll/', () =>
      problem(403, { detail: 'You are blocked from this course.' }),
    ),
  );
  const { user } = await show();
  await user.click(screen.getByRole('button', { name: 'Enrol in Cell Biology' }));
  expect(await screen.findByText('You are blocked from this course.')).toBeVisible();
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Enrol in Cell Biology' })).toBeVisible(),
  );
  expect(screen.getByText('3')).toBeVisible();
});

test('it asks before somebody leaves', async () => {
  let left = 0;
  server.use(
    http.post('*/api/courses/7/unenroll/', () => {
      left += 1;
      return HttpResponse.json({});
    }),
  );
  const { user } = await show(bob, { ...biology, is_enrolled: true });
  await user.click(screen.getByRole('button', { name: /^Enrolled/ }));
  expect(left).toBe(0);
  await user.click(await screen.findByRole('button', { name: 'Leave course' }));
  await waitFor(() => expect(left).toBe(1));
});

test('teachers have no such button', async () => {
  await show(alice);
  expect(screen.queryByRole('button', { name: /Enrol/ })).toBeNull();
});
