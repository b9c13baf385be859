/** The boards that the server wrote down for other languages, and what they do not go into. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Board } from './board';
import type { BoardEvent, SnapItem } from './types';

interface Vector {
  name: string;
  events: Omit<BoardEvent, 'seq'>[];
  visible: string[];
  page: string;
  hash: string;
  snapshot: SnapItem[];
}

const file = join(import.meta.dirname, '../../../../../services/classroom/board-vectors.json');
const vectors = (JSON.parse(readFileSync(file, 'utf8')) as { cases: Vector[] }).cases;

const alice = 1;
const bob = 2;

function happen(board: Board, uid: number, k: string, d: unknown = {}): boolean {
  return board.apply({ seq: 0, uid, k, d });
}

function draw(board: Board, uid: number, id: string, page = '1'): boolean {
  const points = [
    [0.25, 0.5],
    [0.5, 0.75, 0.9],
  ];
  return happen(board, uid, 'stroke', { id, page, points, color: '#000000', width: 2 });
}

function replayed({ events }: Vector): Board {
  const board = Board.empty();
  for (const { uid, k, d } of events) happen(board, uid, k, d);
  return board;
}

const idsOn = (board: Board, page: string) => board.visible(page).map((object) => object.id);

/** The pages of the objects, as the snapshot has them. */
function pagesOf({ snapshot }: Vector): Map<string, string> {
  return new Map(
    snapshot.flatMap((item) => (item.t === 'object' ? [[item.d.id, item.d.page]] : [])),
  );
}

/** What is seen after each of many undos, then redos, of everybody. */
function wayBackAndForth(board: Board, { events }: Vector): string[] {
  const people = [...new Set(events.map((event) => event.uid))];
  const steps = ['undo', 'redo'].flatMap((k) => Array<string>(40).fill(k));
  return people.flatMap((uid) =>
    steps.map((k) => {
      happen(board, uid, k);
      return board.hash();
    }),
  );
}

test('there are boards to compare with', () => {
  expect(vectors.length).toBeGreaterThan(10);
});

describe.each(vectors)('the board "$name"', (vector) => {
  test('its events show what they show on the server', () => {
    const board = replayed(vector);
    const pages = pagesOf(vector);
    for (const { id } of board.pages) {
      expect(idsOn(board, id)).toEqual(vector.visible.filter((one) => pages.get(one) === id));
    }
    const count = board.pages.reduce((sum, { id }) => sum + board.visible(id).length, 0);
    expect(count).toBe(vector.visible.length);
    expect(board.page).toBe(vector.page);
    expect(board.hash()).toBe(vector.hash);
  });

  test('its snapshot loads into the same board, whatever was there before', () => {
    const board = Board.empty();
    draw(board, alice, 'of an earlier time');
    const told = replayed(vector);
    board.load(vector.snapshot);
    expect(board.hash()).toBe(vector.hash);
    expect(board.page).toBe(vector.page);
    expect(board.pages).toEqual(told.pages);
    for (const { id } of told.pages) expect(board.visible(id)).toEqual(told.visible(id));
  });

  test('after its snapshot everybody can undo and redo what they could before', () => {
    const loaded = wayBackAndForth(Board.empty().load(vector.snapshot), vector);
    expect(loaded).toEqual(wayBackAndForth(replayed(vector), vector));
  });
});

test('a moved object is shown where it was moved to, with its pressure, and back after an undo', () => {
  const board = Board.empty();
  draw(board, alice, 'a');
  happen(board, bob, 'move', { ids: ['a', 'a', 'unknown'], by: [0.25, -0.5] });
  expect(board.visible('1')[0]).toMatchObject({
    id: 'a',
    uid: alice,
    k: 'stroke',
    points: [
      [0.5, 0],
      [0.75, 0.25, 0.9],
    ],
  });
  happen(board, bob, 'undo');
  expect(board.visible('1')[0]?.points).toEqual([
    [0.25, 0.5],
    [0.5, 0.75, 0.9],
  ]);
});

test('an object stays the same one until it is moved', () => {
  const board = Board.empty();
  draw(board, alice, 'a');
  const before = board.visible('1')[0];
  draw(board, alice, 'b');
  expect(board.visible('1')[0]).toBe(before);
  happen(board, alice, 'move', { ids: ['a'], by: [0.1, 0.1] });
  expect(board.visible('1')[0]).not.toBe(before);
});

test('it says whether an event changed anything', () => {
  const board = Board.empty();
  expect(draw(board, alice, 'a')).toBe(true);
  expect(draw(board, bob, 'a')).toBe(false);
  expect(draw(board, bob, 'b', 'nowhere')).toBe(false);
  expect(happen(board, bob, 'undo')).toBe(false);
  expect(happen(board, bob, 'redo')).toBe(false);
  expect(happen(board, bob, 'erase', { ids: ['unknown'] })).toBe(false);
  expect(happen(board, alice, 'chat', { content: 'Hello' })).toBe(false);
  expect(happen(board, alice, 'page', { do: 'go', id: 'nowhere' })).toBe(false);
  expect(happen(board, alice, 'page', { do: 'remove', id: '1' })).toBe(false);
  expect(happen(board, alice, 'clear', { page: '1' })).toBe(true);
  expect(happen(board, alice, 'undo')).toBe(true);
});

test('a snapshot goes on with the ids of a long action', () => {
  const board = Board.empty();
  for (const id of ['a', 'b', 'c']) draw(board, alice, id);
  const objects = board.visible('1').map(({ uid, k, ...d }): SnapItem => {
    return { t: 'object', k, uid, d, done: true, covers: 1, by: [0, 0] };
  });
  board.load([
    { t: 'page', id: '1', background: null },
    ...objects,
    { t: 'action', uid: bob, stack: 'done', what: 'erase', ids: ['a'], by: [0, 0] },
    { t: 'ids', ids: ['b', 'c'] },
  ]);
  expect(idsOn(board, '1')).toEqual([]);
  happen(board, bob, 'undo');
  expect(idsOn(board, '1')).toEqual(['a', 'b', 'c']);
});

test('a board has at most a hundred pages, and goes to its first when the one shown is removed', () => {
  const board = Board.empty();
  for (let n = 2; n <= 110; n += 1) happen(board, alice, 'page', { do: 'add', id: `p${n}` });
  expect(board.pages).toHaveLength(100);
  expect(board.page).toBe('p100');
  happen(board, alice, 'page', { do: 'remove', id: 'p100' });
  expect(board.page).toBe('1');
});

test('what was undone and then given up does not come back, and its id is free again', () => {
  const board = Board.empty();
  draw(board, alice, 'a');
  happen(board, alice, 'undo');
  expect(draw(board, bob, 'a')).toBe(false);
  draw(board, alice, 'b');
  expect(happen(board, alice, 'redo')).toBe(false);
  expect(draw(board, bob, 'a')).toBe(true);
  expect(idsOn(board, '1')).toEqual(['b', 'a']);
});

test('what was erased longer ago than a history reaches is forgotten, and its id is free again', () => {
  const board = Board.empty();
  draw(board, alice, 'a');
  happen(board, bob, 'erase', { ids: ['a'] });
  for (let n = 1; n <= 29; n += 1) draw(board, bob, `b${n}`);
  expect(draw(board, alice, 'a')).toBe(false);
  draw(board, bob, 'b30');
  expect(draw(board, alice, 'a')).toBe(true);
});
