import { newId } from '@octollm/contracts';
import { describe, expect, it, vi } from 'vitest';
import { ChangeListeners, type TaskChangeListener } from './change-listeners.ts';
import type { TaskChange } from './task-change.ts';

const taskId = newId();
const change = (rest: Partial<TaskChange> = {}): TaskChange => ({
  tenantId: 'acme',
  taskId,
  sequence: 1,
  type: 'task.queued',
  ...rest,
});

const fail = (error: unknown): void => {
  throw error;
};

describe('listeners to changes', () => {
  it('hear the changes of their task and of no other', () => {
    const listeners = new ChangeListeners(fail);
    const heard = vi.fn<TaskChangeListener>();
    listeners.add('acme', taskId, heard);
    listeners.tell(change());
    listeners.tell(change({ taskId: newId() }));
    listeners.tell(change({ tenantId: 'other' }));
    expect(heard.mock.calls).toEqual([[change()]]);
  });

  it('hear them when they wrote the id in upper case', () => {
    const listeners = new ChangeListeners(fail);
    const heard = vi.fn<TaskChangeListener>();
    listeners.add('acme', taskId.toUpperCase(), heard);
    listeners.tell(change());
    expect(heard).toHaveBeenCalledOnce();
  });

  it('hear nothing once they have left, and leave others alone', () => {
    const listeners = new ChangeListeners(fail);
    const heard = vi.fn<TaskChangeListener>();
    const leaveFirst = listeners.add('acme', taskId, heard);
    const leaveSecond = listeners.add('acme', taskId, heard);
    leaveFirst();
    leaveFirst();
    listeners.tell(change());
    expect(heard).toHaveBeenCalledOnce();
    leaveSecond();
    expect(listeners.tasks).toBe(0);
  });

  it('all hear of a gap', () => {
    const listeners = new ChangeListeners(fail);
    const heard = [vi.fn<TaskChangeListener>(), vi.fn<TaskChangeListener>()];
    heard.forEach((listener, index) => listeners.add(`tenant-${index}`, newId(), listener));
    listeners.tellGap();
    for (const listener of heard) expect(listener).toHaveBeenCalledWith('gap');
  });

  it('are told even when one before them throws', () => {
    const failed = vi.fn<(error: unknown) => void>();
    const listeners = new ChangeListeners(failed);
    const heard = vi.fn<TaskChangeListener>();
    const mistake = new Error('a mistake');
    listeners.add('acme', taskId, () => {
      throw mistake;
    });
    listeners.add('acme', taskId, heard);
    listeners.tell(change());
    expect(heard).toHaveBeenCalledOnce();
    expect(failed).toHaveBeenCalledWith(mistake);
  });

  it('may leave while they are told', () => {
    const listeners = new ChangeListeners(fail);
    const heard = vi.fn<TaskChangeListener>();
    const leave = listeners.add('acme', taskId, () => leave());
    listeners.add('acme', taskId, heard);
    listeners.tell(change());
    listeners.tell(change());
    expect(heard).toHaveBeenCalledTimes(2);
  });
});
