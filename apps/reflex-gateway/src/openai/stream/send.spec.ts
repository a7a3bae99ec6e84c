import { EventEmitter } from 'node:events';
import type { FastifyReply } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { sendEvents } from './send.ts';

/** A connection that is full after each write for which `takes` says so. */
class Connection extends EventEmitter {
  readonly written: string[] = [];
  headersSent = false;
  destroyed = false;
  takes = true;
  readonly writeHead = vi.fn<() => void>(() => {
    this.headersSent = true;
  });
  readonly end = vi.fn<() => void>();

  write(event: string): boolean {
    this.written.push(event);
    return this.takes;
  }

  leave(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

const openReply = () => {
  const raw = new Connection();
  const reply = { raw, hijack: vi.fn<() => void>(), getHeaders: () => ({ 'x-octollm-cache': 'miss' }) };
  return { raw, reply: reply as unknown as FastifyReply };
};

/** Events of which it is known how many were asked for, and whether the rest was given up. */
const eventsOf = (...texts: string[]) => {
  const state = { made: 0, isOver: false };
  const events = async function* () {
    try {
      for (const text of texts) {
        state.made += 1;
        yield text;
      }
    } finally {
      state.isOver = true;
    }
  };
  return { state, events: events() };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('sending events', () => {
  it('begins with the first one, and ends with the last', async () => {
    const { raw, reply } = openReply();
    await sendEvents(reply, eventsOf('a', 'b').events);
    expect(raw.writeHead).toHaveBeenCalledExactlyOnceWith(
      200,
      expect.objectContaining({
        'x-octollm-cache': 'miss',
        'content-type': 'text/event-stream; charset=utf-8',
      }),
    );
    expect(raw.written).toEqual(['a', 'b']);
    expect(raw.end).toHaveBeenCalledOnce();
  });

  it('asks for no further one while the connection is full', async () => {
    const { raw, reply } = openReply();
    raw.takes = false;
    const { state, events } = eventsOf('a', 'b');
    const sent = sendEvents(reply, events);
    await turn();
    expect(state.made).toBe(1);
    raw.takes = true;
    raw.emit('drain');
    await sent;
    expect(raw.written).toEqual(['a', 'b']);
    expect(raw.listenerCount('drain') + raw.listenerCount('close')).toBe(0);
  });

  it('gives the rest up when the client leaves while it waits', async () => {
    const { raw, reply } = openReply();
    raw.takes = false;
    const { state, events } = eventsOf('a', 'b', 'c');
    const sent = sendEvents(reply, events);
    await turn();
    raw.leave();
    await sent;
    expect(raw.written).toEqual(['a']);
    expect(state).toEqual({ made: 2, isOver: true });
    expect(raw.end).not.toHaveBeenCalled();
  });

  it.each([0, 1])(
    'fails with what the events fail with after %i of them, and never ends well then',
    async (count) => {
      const { raw, reply } = openReply();
      const broken = async function* () {
        yield* ['a'].slice(0, count);
        throw new Error('It broke.');
      };
      await expect(sendEvents(reply, broken())).rejects.toThrow('It broke.');
      expect(raw.headersSent).toBe(count > 0);
      expect(raw.end).not.toHaveBeenCalled();
    },
  );
});
