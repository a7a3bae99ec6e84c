import { afterEach, describe, expect, it } from 'vitest';
import { listenForStop } from './stop-request.ts';

const before = new Map(
  ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'].map((event) => [event, process.listeners(event as 'SIGINT')]),
);
afterEach(() => {
  // Other tests run in this process, which ends when nothing but its channel is left.
  process.channel?.ref();
  for (const [signal, listeners] of before)
    for (const listener of process.listeners(signal as 'SIGINT'))
      if (!listeners.includes(listener)) process.off(signal, listener);
});

describe('the wish to stop', () => {
  it('counts once however often the same Ctrl-C arrives', () => {
    let now = 0;
    const { stop, hurry } = listenForStop(() => now);
    expect(stop.aborted).toBe(false);
    process.emit('SIGINT');
    now = 1_999;
    process.emit('SIGINT');
    process.emit('SIGTERM');
    expect([stop.aborted, hurry.aborted]).toEqual([true, false]);
  });

  it('becomes urgent when it is repeated later', () => {
    let now = 0;
    const { hurry } = listenForStop(() => now);
    process.emit('SIGTERM');
    now = 2_001;
    process.emit('SIGINT');
    expect(hurry.aborted).toBe(true);
  });
});
