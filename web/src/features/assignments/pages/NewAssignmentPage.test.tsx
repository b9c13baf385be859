import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { alice, material } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { problem, server } from '@/testing/server';
import type { Way } from '../components/ways';
import { ownQuiz } from '../testing';
import { NewAssignmentPage } from './NewAssignmentPage';

const onCreated = vi.fn();

function Page({ start }: { start: Way }) {
  const [way, setWay] = useState(start);
  return <NewAssignmentPage course={7} way={way} onWay={setWay} onCreated={onCreated} />;
}

const open = (start: Way) => renderApp(<Page start={start} />, { me: alice });
const pdf = new File(['%PDF-1.4'], 'cells.pdf', { type: 'application/pdf' });

test('by hand begins with an empty draft', async () => {
  let body: unknown;
  server.use(
    http.post('*/api/assignments/', async ({ request }) => {
      body = await request.json();
      return HttpResponse.json(ownQuiz(), { status: 201 });
    }),
  );
  const { user } = await open('hand');
  await user.click(await screen.findByRole('radio', { name: 'Flashcards' }));
  await user.type(screen.getByLabelText('Title'), 'Terms');
  await user.click(screen.getByRole('button', { name: 'Create a draft' }));
  await waitFor(() => expect(onCreated).toHaveBeenCalled());
  const content = { cards: [] };
  expect(body).toEqual({
    course: 7,
    title: 'Terms',
    assignment_type: 'flashcard',
    content,
    status: 'draft',
  });
});

test('a PDF is sent with what to make of it, and needs no title', async () => {
  const forms: FormData[] = [];
  server.use(
    http.post('*/api/assignments/generate/', async ({ request }) => {
      forms.push(await request.formData());
      return HttpResponse.json(ownQuiz({ status: 'generating' }), { status: 202 });
    }),
  );
  const { user } = await open('pdf');
  await user.upload(await screen.findByLabelText('Drop a PDF here'), pdf);
  expect(await screen.findByText(/^cells\.pdf/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Generate' }));
  await waitFor(() => expect(forms).toHaveLength(1));
  expect(forms[0]?.get('count')).toBe('10');
  expect(forms[0]?.get('assignment_type')).toBe('quiz');
  expect(forms[0]?.has('title')).toBe(false);
});

test('a PDF that the course has is named, not sent', async () => {
  const slides = material({
    id: 32,
    title: 'Slides',
    content_type: 'application/vnd.ms-powerpoint',
  });
  let body: unknown;
  server.use(
    http.get('*/api/courses/7/materials/', () => HttpResponse.json([material(), slides])),
    http.post('*/api/assignments/generate/material/', async ({ request }) => {
      body = await request.json();
      return HttpResponse.json(ownQuiz({ status: 'generating' }), { status: 202 });
    }),
  );
  const { user } = await open('material');
  await screen.findByRole('option', { name: 'The living cell' });
  expect(screen.queryByRole('option', { name: 'Slides' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Generate' }));
  expect(await screen.findByText('Please fill this in.')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('PDF among the material'), 'The living cell');
  await user.click(screen.getByRole('button', { name: 'Generate' }));
  await waitFor(() =>
    expect(body).toEqual({ assignment_type: 'quiz', count: 10, material: material().id }),
  );
});

test('a file that cannot be used is said to be so at its place', async () => {
  const errors = { file: ['This PDF is encrypted.'] };
  server.use(http.post('*/api/assignments/generate/', () => problem(400, { errors })));
  const { user } = await open('pdf');
  await user.upload(await screen.findByLabelText('Drop a PDF here'), pdf);
  await screen.findByText(/^cells\.pdf/);
  await user.click(screen.getByRole('button', { name: 'Generate' }));
  expect(await screen.findByText('This PDF is encrypted.')).toBeVisible();
});

test('nothing is imported without a file and a title', async () => {
  const { user } = await open('file');
  await user.click(await screen.findByRole('button', { name: 'Import' }));
  expect(await screen.findAllByText('Please fill this in.')).toHaveLength(2);
});
