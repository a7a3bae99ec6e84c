import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { drain } from './drain.ts';

const logger = pino({ level: 'silent' });

describe('draining', () => {
  it('ends as soon as the work does', async () => {
    const started = performance.now();
    const ended = await drain({ seconds: 30, logger, close: () => sleep(5), giveUp: () => undefined });
    expect(ended).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('gives up what is left when its time is over, and says so', async () => {
    const work = new AbortController();
    const ended = await drain({
      seconds: 0.01,
      logger,
      close: async () => {
        await sleep(5_000, undefined, { signal: work.signal }).catch(() => undefined);
      },
      giveUp: () => work.abort(),
    });
    expect(ended).toBe(false);
    expect(work.signal.aborted).toBe(true);
  });

  it('fails with what the stop fails with', async () => {
    const close = () => Promise.reject(new Error('the store would not close'));
    await expect(drain({ seconds: 1, logger, close, giveUp: () => undefined })).rejects.toThrow(
      'would not close',
    );
  });
});
