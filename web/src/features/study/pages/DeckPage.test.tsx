import { screen, waitFor } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { DueCard, ReviewBody } from '@/generated/types.gen';
import { bob } from '@/testing/cast';
import { renderApp } from '@/testing/render';
import { server } from '@/testing/server';
import { card, queue, quiz } from '../testing';
import { DeckPage } from './DeckPage';

const first = card('a', 'ATP', 'The cell’s energy carrier');
const second = card('b', 'DNA', 'The cell’s memory');

let due: DueCard[];
let reviews: ReviewBody[];

beforeEach(() => {
  due = [first, second];
  reviews = [];
  const deck = quiz({
    id: 6,
    assignment_type: 'flashcard',
    title: 'Terms',
    my: null,
    content: { cards: [] },
  });
  server.use(
    http.get('*/api/assignments/6/', () => HttpResponse.json(deck)),
    http.get('*/api/reviews/', () => HttpResponse.json(queue(due))),
    http.post('*/api/reviews/', async ({ request }) => {
      const review = (await request.json()) as ReviewBody;
      reviews.push(review);
      due = due.filter(({ card: id }) => id !== review.card);
      return HttpResponse.json({}, { status: 201 });
    }),
    http.post('*/api/reviews/undo/', () => {
      reviews.pop();
      return HttpResponse.json({});
    }),
  );
});

test('a card is turned and rated by keys until none is left', async () => {
  const { user } = await renderApp(<DeckPage id={6} />, { me: bob });
  await screen.findByText('2 cards left');
  await user.keyboard(' ');
  expect(screen.getByRole('button', { name: /Good/ })).toHaveTextContent('1 day');
  await user.keyboard('3');
  expect(await screen.findByText('1 card left')).toBeVisible();
  await user.keyboard(' 1');
  expect(await screen.findByText(/Done for now/)).toBeVisible();
  expect(reviews.map(({ card: id, rating }) => [id, rating])).toEqual([
    ['a', 3],
    ['b', 1],
  ]);
});

test('a card that is rated while the one before is still on its way does not come again', async () => {
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  server.use(
    http.post('*/api/reviews/', async ({ request }) => {
      await arrival;
      const review = (await request.json()) as ReviewBody;
      due = due.filter(({ card: id }) => id !== review.card);
      return HttpResponse.json({}, { status: 201 });
    }),
  );
  const { user } = await renderApp(<DeckPage id={6} />, { me: bob });
  await screen.findByText('2 cards left');
  await user.keyboard(' 3');
  await screen.findByText('1 card left');
  await user.keyboard(' 3');
  await screen.findByText('0 cards left');
  arrive();
  await waitFor(() => expect(due).toEqual([]));
  expect(await screen.findByText(/Done for now/)).toBeVisible();
  expect(screen.getByText('0 cards left')).toBeVisible();
});

test('a card cannot be rated before its answer was seen', async () => {
  const { user } = await renderApp(<DeckPage id={6} />, { me: bob });
  await screen.findByText('2 cards left');
  await user.keyboard('3');
  expect(screen.queryByRole('button', { name: /Good/ })).toBeNull();
  expect(screen.getByText('2 cards left')).toBeVisible();
});

test('the last review can be taken back', async () => {
  const { user } = await renderApp(<DeckPage id={6} />, { me: bob });
  await user.click(await screen.findByRole('button', { name: 'Show the answer' }));
  await user.click(screen.getByRole('button', { name: /Easy/ }));
  await screen.findByText('1 card left');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText('2 cards left')).toBeVisible();
  await waitFor(() => expect(reviews).toEqual([]));
});
