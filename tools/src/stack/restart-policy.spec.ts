import { describe, expect, it } from 'vitest';
import { RestartPolicy } from './restart-policy.ts';

describe('the restart policy', () => {
  it('waits longer after each crash', () => {
    const policy = new RestartPolicy();
    expect([0, 1_000, 2_000, 3_000].map((at) => policy.crashed(at))).toEqual(
      [250, 500, 1_000, 2_000].map((afterMs) => ({ kind: 'restart', afterMs })),
    );
  });

  it('gives up at the fifth crash within a minute', () => {
    const policy = new RestartPolicy();
    for (const at of [0, 10_000, 20_000, 30_000]) expect(policy.crashed(at).kind).toBe('restart');
    expect(policy.crashed(59_999)).toEqual({ kind: 'give-up', crashes: 5 });
  });

  it('forgets crashes that are more than a minute old', () => {
    const policy = new RestartPolicy();
    for (const at of [0, 10_000, 20_000, 30_000]) policy.crashed(at);
    expect(policy.crashed(60_000).kind).toBe('restart');
    expect(policy.crashed(500_000)).toEqual({ kind: 'restart', afterMs: 250 });
  });
});
