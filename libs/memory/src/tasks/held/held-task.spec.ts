import { newId } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { genesisHash } from '../../audit/hash-chain.ts';
import { TransitionError } from '../lease.ts';
import type { HeldState } from './held-state.ts';
import { HeldTask } from './held-task.ts';

const lease = { tenantId: 'acme', taskId: newId(), owner: 'a', token: 1 };
const state = (more: Partial<HeldState> = {}): HeldState => ({
  traceId: '',
  status: 'queued',
  ended: false,
  sequence: 1,
  hash: genesisHash,
  at: 0,
  clockOffset: 0,
  steps: new Map(),
  endedAttempts: new Set(),
  ...more,
});
const planning = { kind: 'transition', to: 'planning', data: {} } as const;
const running = { kind: 'transition', to: 'running', data: {} } as const;

describe('the changes of a held task', () => {
  it('that were written although nobody said so are not written again', async () => {
    const task = new HeldTask(lease, state());
    const first = task.add(planning);
    task.take();
    const [row] = task.rows(false)?.tasks ?? [];
    task.putBack();
    task.release();
    const second = task.add(running);
    task.take();
    task.know(state({ status: 'planning', sequence: 2, hash: row?.hash ?? '' }));
    await first;
    const again = task.rows(true);
    expect(again?.events.map(({ sequence, type }) => [sequence, type])).toEqual([[3, 'task.running']]);
    task.committed();
    await second;
  });

  it('that were not written are written again, with those that came since', () => {
    const task = new HeldTask(lease, state());
    void task.add(planning);
    task.take();
    task.rows(false);
    task.putBack();
    task.release();
    void task.add(running);
    task.take();
    task.know(state());
    expect(task.rows(true)?.events.map(({ sequence, type }) => [sequence, type])).toEqual([
      [2, 'task.planning'],
      [3, 'task.running'],
    ]);
  });

  it('follow each other: after one that is refused, none is written', async () => {
    const task = new HeldTask(lease, state());
    const good = task.add(planning);
    const wrong = task.add({ kind: 'transition', to: 'repairing', data: {} });
    const after = task.add(running);
    task.take();
    expect(task.rows(false)).toBeNull();
    task.know(state());
    expect(task.rows(true)?.events).toHaveLength(1);
    task.committed();
    await good;
    await expect(wrong).rejects.toThrow(TransitionError);
    await expect(after).rejects.toThrow(TransitionError);
    task.release();
    const late = task.add(running);
    expect(task.take()).toBe(false);
    await expect(late).rejects.toThrow(TransitionError);
  });
});
