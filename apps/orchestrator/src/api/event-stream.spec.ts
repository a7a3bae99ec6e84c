import { EventEmitter, getEventListeners } from 'node:events';
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from 'vitest';
import { goneOrStopped } from './event-stream.ts';

/** A reply to a client that the test lets go. */
const reply = (destroyed = false) => {
  const raw = Object.assign(new EventEmitter(), { destroyed });
  return { raw, reply: { raw } as unknown as FastifyReply };
};

describe('a stream of events', () => {
  it('ends when its client has gone, and leaves nothing on the signal that the service stops', () => {
    const stop = new AbortController();
    const client = reply();
    const signal = goneOrStopped(client.reply, stop.signal);
    expect(signal.aborted).toBe(false);
    client.raw.emit('close');
    expect(signal.aborted).toBe(true);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });

  it('ends when the service stops', () => {
    const stop = new AbortController();
    const signal = goneOrStopped(reply().reply, stop.signal);
    stop.abort('stopped');
    expect(signal.reason).toBe('stopped');
  });

  it('has ended before it began when its client has gone already', () => {
    const stop = new AbortController();
    expect(goneOrStopped(reply(true).reply, stop.signal).aborted).toBe(true);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  });
});
