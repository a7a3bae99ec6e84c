import { UnavailableError } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { within } from './within.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('work with a limit', () => {
  it('gives its result and leaves no timer behind', async () => {
    expect(await within(async () => 1)).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is unavailable when it fails', async () => {
    const cause = new Error('refused');
    const error: unknown = await within(() => Promise.reject(cause)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error).toMatchObject({ cause, retryAfter: 5, retryable: true });
  });

  it('is unavailable when it takes longer than five seconds', async () => {
    const work = within(() => new Promise(() => undefined)).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await work).toBeInstanceOf(UnavailableError);
  });
});
