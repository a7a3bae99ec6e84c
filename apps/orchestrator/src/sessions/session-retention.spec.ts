import type { SessionStore } from '@octollm/memory';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { SessionRetention } from './session-retention.ts';

describe('old sessions', () => {
  it('are removed in batches until none is left, 30 days after their last use', async () => {
    const counts = [1_000, 1_000, 7];
    const purge = vi.fn<SessionStore['purge']>(async () => counts.shift() ?? 0);
    const retention = new SessionRetention({ purge } as unknown as SessionStore, pino({ level: 'silent' }), {
      RETENTION_SESSION_DAYS: 30,
    });
    expect(await retention.purge(new Date('2026-03-31T12:00:00Z'))).toBe(2_007);
    expect(purge.mock.calls).toEqual(Array(3).fill([new Date('2026-03-01T12:00:00Z'), 1_000]));
  });
});
