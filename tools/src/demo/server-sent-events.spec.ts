import { describe, expect, it } from 'vitest';
import { EventStreamParser, serverSentEvents } from './server-sent-events.ts';

const parse = (...pieces: readonly string[]) => {
  const parser = new EventStreamParser();
  return pieces.flatMap((piece) => parser.push(piece));
};

const collect = async (body: ReadableStream<Uint8Array>) => {
  const events = [];
  for await (const event of serverSentEvents(body)) events.push(event);
  return events;
};

describe('server-sent events', () => {
  it('have an id, a name and data', () => {
    expect(parse('id: 7\nevent: token\ndata: {"a":1}\n\n')).toEqual([
      { id: '7', event: 'token', data: '{"a":1}' },
    ]);
    expect(parse('data:x\n\n')).toEqual([{ id: undefined, event: 'message', data: 'x' }]);
  });

  it('are put together from pieces cut anywhere', () => {
    const text = 'id: 1\r\ndata: one\r\n\r\n: a heartbeat\n\nid: 2\ndata: two\ndata: three\n\n';
    const whole = parse(text);
    expect(whole.map(({ data }) => data)).toEqual(['one', 'two\nthree']);
    for (let cut = 0; cut < text.length; cut += 1)
      expect(parse(text.slice(0, cut), text.slice(cut))).toEqual(whole);
    expect(parse(...text.split(''))).toEqual(whole);
  });

  it('keep the id for events that bring none, and not the name', () => {
    expect(parse('id: 1\nevent: a\ndata: x\n\ndata: y\n\n')).toMatchObject([
      {},
      { id: '1', event: 'message' },
    ]);
  });

  it('are dropped when the stream ends in the middle of one', async () => {
    const body = new Blob(['data: whole\n\ndata: ha']).stream();
    expect((await collect(body)).map(({ data }) => data)).toEqual(['whole']);
  });

  it('may hold letters whose bytes arrive apart', async () => {
    const bytes = new TextEncoder().encode('data: Ångström\n\n');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect((await collect(body)).map(({ data }) => data)).toEqual(['Ångström']);
  });
});
