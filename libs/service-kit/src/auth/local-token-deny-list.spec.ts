import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalTokenDenyList } from './local-token-deny-list.ts';
import { describeTokenDenyList } from './token-deny-list-suite.ts';

describeTokenDenyList('in the process', () => {
  const list = new LocalTokenDenyList();
  return [list, list];
});

describe('a denied token', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('is refused as long as any clock may take it for valid, and then forgotten', async () => {
    const list = new LocalTokenDenyList();
    await list.deny('token', new Date(Date.now() + 60_000));
    vi.advanceTimersByTime(65_000);
    expect(list.isDenied('token')).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(list.isDenied('token')).toBe(false);
  });

  it('is pushed out by a flood of others, so that memory is bounded', async () => {
    const list = new LocalTokenDenyList();
    const soon = new Date(Date.now() + 60_000);
    for (let n = 0; n <= 100_000; n++) await list.deny(`token ${n}`, soon);
    expect(list.isDenied('token 0')).toBe(false);
    expect(list.isDenied('token 100000')).toBe(true);
  });
});
