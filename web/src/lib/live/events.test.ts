import { expect, test } from 'vitest';
import { EventParser, type ServerEvent } from './events';

function parse(...chunks: string[]): ServerEvent[] {
  const events: ServerEvent[] = [];
  const parser = new EventParser((event) => events.push(event));
  for (const chunk of chunks) parser.push(chunk);
  return events;
}

test('it reads events with ids and names', () => {
  expect(parse('id: 4\nevent: unread\ndata: {"unread":2}\n\n')).toEqual([
    { event: 'unread', data: '{"unread":2}', lastId: '4' },
  ]);
});

test('it joins what the network has cut anywhere', () => {
  const text = 'id: 9\r\nevent: a\r\ndata: one\r\ndata: two\r\n\r\ndata: three\r\n\r\n';
  const whole = parse(text);
  for (let cut = 1; cut < text.length; cut += 1) {
    expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(whole);
  }
  expect(whole.map(({ data }) => data)).toEqual(['one\ntwo', 'three']);
});

test('it keeps the last id for events that carry none', () => {
  expect(parse('id: 3\ndata: a\n\ndata: b\n\n').map(({ lastId }) => lastId)).toEqual(['3', '3']);
});

test('it passes over comments and blocks without data', () => {
  expect(parse(': ping\n\nevent: empty\n\n')).toEqual([]);
});
