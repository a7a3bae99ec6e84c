import { describe, expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';

const queueWith = (signal = new AbortController().signal) => {
  const heard: string[] = [];
  const queue = new EventQueue<number>({
    pause: () => heard.push('pause'),
    resume: () => heard.push('resume'),
    left: () => heard.push('left'),
    signal,
  });
  return { heard, queue };
};

const readAll = async (queue: EventQueue<number>): Promise<number[]> => {
  const read: number[] = [];
  for await (const item of queue) read.push(item);
  return read;
};

describe('a queue of events', () => {
  it('gives what was pushed before and while it is read, in order, until its end', async () => {
    const { queue, heard } = queueWith();
    queue.push(1);
    queue.push(2);
    const reading = readAll(queue);
    await Promise.resolve();
    queue.push(3);
    queue.end();
    queue.push(4);
    expect(await reading).toEqual([1, 2, 3]);
    expect(heard).toEqual([]);
  });

  it('gives what waits before it throws, and throws once', async () => {
    const { queue } = queueWith();
    queue.push(1);
    queue.end(new Error('broken'));
    expect(await queue.next()).toEqual({ done: false, value: 1 });
    await expect(queue.next()).rejects.toThrow('broken');
    expect((await queue.next()).done).toBe(true);
  });

  it('throws the reason of an aborted signal instead of giving what waits', async () => {
    const caller = new AbortController();
    const { queue } = queueWith(caller.signal);
    queue.push(1);
    queue.end();
    const reason = new Error('gone');
    caller.abort(reason);
    await expect(queue.next()).rejects.toBe(reason);
    expect((await queue.next()).done).toBe(true);
  });

  it('holds the sender back while the reader is behind, and lets it go on when nothing waits', async () => {
    const { queue, heard } = queueWith();
    for (let item = 0; item < 100; item++) queue.push(item);
    expect(heard).toEqual(['pause']);
    for (let item = 0; item < 99; item++) await queue.next();
    expect(heard).toEqual(['pause']);
    await queue.next();
    expect(heard).toEqual(['pause', 'resume']);
  });

  it('tells the sender when the reader leaves early, and only then', async () => {
    const early = queueWith();
    early.queue.push(1);
    for await (const _ of early.queue) break;
    expect(early.heard).toEqual(['left']);
    const late = queueWith();
    late.queue.end();
    await late.queue.return();
    expect(late.heard).toEqual([]);
  });
});
