import {
  type CallerClaims,
  IdempotencyKeyReusedError,
  OverloadedError,
  RateLimitedError,
  type Task,
  TaskRequest,
} from '@octollm/contracts';
import type { CheckpointStore, SessionStore, TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { type Metrics, withContext } from '@octollm/service-kit';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { TaskAdmission } from '../budget/task-admission.ts';
import type { TenantTiers } from '../budget/tenant-tiers.ts';
import type { BackPressure } from '../health/back-pressure.ts';
import type { TaskWakeUp } from '../stores/task-queue.ts';
import { TaskIntake } from './task-intake.ts';

const caller: CallerClaims = { sub: 'key:jo', tenant_id: 'acme', scopes: [], tier: 'free' };
const request = TaskRequest.parse({ goal: 'Why?', session_id: 's-1' });
const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
const known = { id: 'known', priority: 'medium' } as Task;

/** An intake, and in which order it asks what it is made of. */
const intakeThat = (refuses: { readonly overloaded?: boolean; readonly full?: boolean } = {}) => {
  const done: string[] = [];
  const findByKey = vi.fn<TaskStore['findByKey']>(async () => null);
  const create: TaskStore['create'] = async () => {
    done.push('task');
    return { task: { id: 'new', priority: 'medium' } as Task, created: true };
  };
  const intake = new TaskIntake(
    { findByKey, create } as unknown as TaskStore,
    { use: async () => void done.push('session') } as unknown as SessionStore,
    { fork: async () => known } as unknown as CheckpointStore,
    {
      admit: async () => {
        if (refuses.full) throw new RateLimitedError('full', { retryAfter: 1 });
        done.push('admission');
        return () => void done.push('place given back');
      },
    } as unknown as TaskAdmission,
    { remember: async () => undefined } as unknown as TenantTiers,
    {
      admit: () => {
        if (refuses.overloaded) throw new OverloadedError('overloaded', { retryAfter: 1 });
      },
    } as unknown as BackPressure,
    { add: async () => void done.push('wake-up') } as unknown as WakeUpQueue<TaskWakeUp>,
    { counter: () => ({ inc: () => undefined }) } as unknown as Metrics,
    pino({ level: 'silent' }),
  );
  const submit = (key?: string) =>
    withContext({ requestId: 'r', trace }, () => intake.submit(caller, request, { idempotencyKey: key }));
  return { submit, findByKey, done };
};

describe('a task that is taken in', () => {
  it('is admitted, then has its session, and then is stored and woken', async () => {
    const { submit, done, findByKey } = intakeThat();
    expect(await submit()).toMatchObject({ id: 'new' });
    expect(done).toEqual(['admission', 'session', 'task', 'wake-up']);
    expect(findByKey).not.toHaveBeenCalled();
  });

  it.each([
    ['its tenant has too many', { full: true }, RateLimitedError],
    ['too much waits', { overloaded: true }, OverloadedError],
  ])('leaves nothing behind when it is refused because %s', async (_why, refuses, error) => {
    const { submit, done } = intakeThat(refuses);
    await expect(submit('k')).rejects.toThrow(error);
    expect(done).toEqual([]);
  });
});

describe('a request that is repeated with its idempotency key', () => {
  it.each([{ full: true }, { overloaded: true }])(
    'is answered with its task while new work is refused: %j',
    async (refuses) => {
      const { submit, done, findByKey } = intakeThat(refuses);
      findByKey.mockResolvedValue(known);
      expect(await submit('k')).toBe(known);
      expect(findByKey.mock.calls[0]).toMatchObject(['acme', { key: 'k' }]);
      expect(done).toEqual([]);
    },
  );

  it('is refused for its other body even while new work is refused', async () => {
    const { submit, findByKey } = intakeThat({ overloaded: true });
    findByKey.mockRejectedValue(new IdempotencyKeyReusedError('other'));
    await expect(submit('k')).rejects.toThrow(IdempotencyKeyReusedError);
  });
});
