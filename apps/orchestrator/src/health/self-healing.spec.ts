import type { HealingAct } from '@octollm/contracts';
import type { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { replicaName } from '../replica.ts';
import { SelfHealing } from './self-healing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const create = () => {
  const record = vi.fn<(id: string, act: HealingAct) => Promise<void>>(async () => undefined);
  const counted: object[] = [];
  const metrics = { counter: () => ({ inc: (labels: object) => counted.push(labels) }) };
  const healing = new SelfHealing({ record }, metrics as unknown as Metrics, pino({ level: 'silent' }));
  const written = () => record.mock.calls.map(([, act]) => act);
  return { healing, record, counted, written };
};

const act = { action: 'replace_worker', subject: 'task-queue', details: { reason: 'it had ended' } };

describe('self-healing', () => {
  it('is counted and written down with the replica that acted', async () => {
    const { healing, counted, written } = create();
    healing.record(act);
    await vi.advanceTimersByTimeAsync(0);
    expect(counted).toEqual([{ action: 'replace_worker' }]);
    expect(written()).toEqual([{ ...act, actor: replicaName, at: new Date().toISOString() }]);
  });

  it('is counted each time, but written down once a minute with how often it was repeated', async () => {
    const { healing, counted, written } = create();
    for (let time = 0; time < 5; time++) healing.record(act);
    await vi.advanceTimersByTimeAsync(60_000);
    healing.record(act);
    await vi.advanceTimersByTimeAsync(0);
    expect(counted).toHaveLength(6);
    expect(written().map(({ details }) => details)).toEqual([
      { reason: 'it had ended' },
      { reason: 'it had ended', repeated_before: 4 },
    ]);
  });

  it('of another kind or on another thing is an entry of its own', async () => {
    const { healing, written } = create();
    healing.record(act);
    healing.record({ ...act, action: 'wake_tasks' });
    healing.record({ ...act, subject: 'reconciler' });
    await vi.advanceTimersByTimeAsync(0);
    expect(written()).toHaveLength(3);
  });

  it('is written down later, under the same id, when the database is away', async () => {
    const { healing, record, written } = create();
    record.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    healing.record(act);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(written()).toHaveLength(3);
    expect(new Set(record.mock.calls.map(([id]) => id)).size).toBe(1);
    expect(Date.parse(written()[2]?.at ?? '')).toBe(Date.now() - 20_000);
  });
});
