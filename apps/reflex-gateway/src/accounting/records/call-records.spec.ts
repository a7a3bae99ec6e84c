import { UnavailableError } from '@octollm/contracts';
import { type ModelCall, StatementError } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallRecords, type CallRecordsOptions } from './call-records.ts';

const call = (id: string): ModelCall => ({
  tenantId: 'acme',
  id,
  keyId: 'key',
  endpoint: '/v1/embeddings',
  provider: 'openai',
  model: 'm',
  promptTokens: 1,
  completionTokens: 0,
  costNanoUsd: 1,
  month: '2026-11',
  leaseId: null,
  finishedAt: new Date(),
});

const open = (options: Partial<CallRecordsOptions> = {}) => {
  const batches: string[][] = [];
  const state = { error: undefined as ((ids: readonly string[]) => Error | undefined) | undefined };
  const lost: number[] = [];
  const errors = vi.fn<(details: object, message: string) => void>();
  const records = new CallRecords({
    store: {
      record: async (calls) => {
        const ids = calls.map(({ id }) => id);
        const error = state.error?.(ids);
        if (error !== undefined) throw error;
        batches.push(ids);
        return ids.length;
      },
    },
    logger: { warn: () => undefined, error: errors } as unknown as Logger,
    metrics: {
      counter: () => ({ inc: (count: number) => void lost.push(count) }),
      gauge: () => ({ set: () => undefined }),
    } as unknown as Metrics,
    ...options,
  });
  return { records, batches, state, lost, errors };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the records of calls', () => {
  it('are written together, within half a second of the first', async () => {
    const { records, batches } = open();
    for (const id of ['a', 'b']) records.add(call(id));
    await vi.advanceTimersByTimeAsync(400);
    records.add(call('c'));
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([['a', 'b', 'c']]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(batches).toHaveLength(1);
  });

  it('wait in order while the store is away, and are written when it is back', async () => {
    const { records, batches, state } = open();
    state.error = () => new UnavailableError('away');
    records.add(call('a'));
    await vi.advanceTimersByTimeAsync(5_000);
    records.add(call('b'));
    state.error = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('wait for a deadlock too: that is no fault of theirs', async () => {
    const { records, batches, state, lost } = open();
    state.error = () => new StatementError('deadlock detected', '40P01', undefined);
    records.add(call('a'));
    await vi.advanceTimersByTimeAsync(500);
    state.error = undefined;
    await vi.advanceTimersByTimeAsync(1_000);
    expect([batches, lost]).toEqual([[['a']], []]);
  });

  it('are bounded: the oldest are given up, counted and logged', async () => {
    const { records, batches, state, lost, errors } = open({ most: 3_000 });
    state.error = () => new UnavailableError('away');
    for (let n = 0; n < 3_001; n++) records.add(call(`${n}`));
    expect(lost).toEqual([2_000]);
    expect(errors.mock.calls[0]?.[0]).toMatchObject({ lost: 2_000, cost_nano_usd: 2_000 });
    state.error = undefined;
    await records.flush();
    expect(batches.flat()).toHaveLength(1_001);
    expect(batches.flat()[0]).toBe('2000');
  });

  it('do not wait for one that the store refuses', async () => {
    const { records, batches, state, lost } = open();
    state.error = (ids) =>
      ids.includes('bad') ? new StatementError('out of range', '22003', undefined) : undefined;
    for (const id of ['a', 'b', 'bad', 'c', 'd']) records.add(call(id));
    await records.flush();
    expect(batches.flat().toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(lost).toEqual([1]);
  });

  it('are all written at the stop, or counted as lost', async () => {
    const { records, batches } = open();
    records.add(call('a'));
    await records.close();
    expect(batches).toEqual([['a']]);
    const away = open({ everyMs: 1 });
    away.state.error = () => new UnavailableError('away');
    away.records.add(call('a'));
    const closed = away.records.close();
    await vi.advanceTimersByTimeAsync(100);
    await closed;
    expect(away.lost).toEqual([1]);
  });
});
