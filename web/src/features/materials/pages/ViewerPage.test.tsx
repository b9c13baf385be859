import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import type { User } from '@/generated/types.gen';
import { alice, biology, bob, material } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ViewerPage } from './ViewerPage';

const text = material({ content_type: 'text/plain', file: '/media/materials/abc/notes.txt?s=x' });
const opened: string[] = [];

beforeEach(() => {
  opened.length = 0;
  const others = [material({ id: 32, title: 'After' }), material({ id: 30, title: 'Before' })];
  server.use(
    http.get('*/api/materials/31/', () => HttpResponse.json(text)),
    http.get('*/api/courses/7/materials/', () => HttpResponse.json([others[0], text, others[1]])),
    http.get('*/media/materials/abc/notes.txt', () => HttpResponse.text('Cells divide.')),
    http.post('*/api/materials/:id/open/', ({ params }) => {
      opened.push(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
    http.get('*/api/materials/31/views/', () =>
      HttpResponse.json([
        {
          student: bob.id,
          student_name: bob.full_name,
          student_photo: null,
          first_opened_at: '2026-03-04T09:00:00Z',
          last_opened_at: '2026-03-05T09:00:00Z',
          times: 3,
        },
      ]),
    ),
    http.get('*/api/courses/7/students/', () =>
      HttpResponse.json([bob, { ...bob, id: 9, full_name: 'Carol Example' }]),
    ),
  );
});

function show(me: User, showsViews = false) {
  const onViews = vi.fn();
  const page = (
    <ViewerPage
      course={{ ...biology, is_owner: me === alice }}
      id={31}
      page={1}
      showsViews={showsViews}
      onViews={onViews}
      onGone={vi.fn()}
    />
  );
  return renderApp(page, { me }).then((app) => ({ ...app, onViews }));
}

test('a student reads it, and that is noted once', async () => {
  await show(bob);
  expect(await screen.findByText('Cells divide.')).toBeVisible();
  await waitFor(() => expect(opened).toEqual(['31']));
  expect(screen.queryByText(/Opened by/)).toBeNull();
});

test('it leads to what is before and after', async () => {
  await show(bob);
  const next = await screen.findByRole('link', { name: 'Next: Before' });
  expect(next).toHaveAttribute('href', '/c/7/materials/30');
  expect(screen.getByRole('link', { name: 'Previous: After' })).toBeVisible();
});

test('the teacher sees who has opened it, and who has not', async () => {
  await show(alice, true);
  const panel = await screen.findByRole('dialog', { name: 'Who has opened it' });
  expect(await within(panel).findByText('1 of 2 students')).toBeVisible();
  expect(within(panel).getByText('Bob Example').closest('li')).toHaveTextContent('3 times');
  expect(within(panel).getByText('1 has not opened it')).toBeVisible();
  expect(within(panel).getByText('Carol Example')).toBeVisible();
  expect(opened).toEqual([]);
});

test('the button for that says how many', async () => {
  const { user, onViews } = await show(alice);
  await user.click(await screen.findByRole('button', { name: 'Opened by 1' }));
  expect(onViews).toHaveBeenCalledWith(true);
});

test('material that is gone, or of another course, says so', async () => {
  server.use(http.get('*/api/materials/31/', () => problem(404)));
  await show(bob);
  expect(await screen.findByText('This material does not exist')).toBeVisible();
});

test('material of another course is not shown in this one', async () => {
  server.use(http.get('*/api/materials/31/', () => HttpResponse.json({ ...text, course: 8 })));
  await show(bob);
  expect(await screen.findByText('This material does not exist')).toBeVisible();
});
