import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Assignment } from '@/generated/types.gen';
import { renderApp } from '@/testing/render';
import { ownQuiz } from '../testing';
import { Origin } from './Origin';

const progress = {
  stage: 'ready',
  done: 1,
  total: 1,
  items: 2,
  input_tokens: 100,
  output_tokens: 50,
  cost: 0.0007,
} as Assignment['progress'];

test('a draft says which model made it, and what that cost', async () => {
  await renderApp(<Origin assignment={ownQuiz({ generator: 'owl-3', progress })} />);
  expect(screen.getByText(/^Made by the language model owl-3/)).toHaveTextContent('about $0.001');
});

test('without a model it says so, and tells no cost', async () => {
  await renderApp(<Origin assignment={ownQuiz({ generator: 'basic', progress: null })} />);
  expect(screen.getByText(/^Made without a language model/)).toBeVisible();
  expect(screen.queryByText(/\$/)).toBeNull();
});

test('an item that could not be made anew says why, in the words for that', async () => {
  const error = { status: 502, code: 'assignments.model_busy', detail: 'busy' };
  await renderApp(<Origin assignment={ownQuiz({ generator: 'owl-3', error })} />);
  expect(screen.getByText(/^This item could not/)).toHaveTextContent(
    /is as it was.*takes no more requests/,
  );
});
