import { type CallerClaims, ConflictError, newId, type Task } from '@octollm/contracts';
import type { ApprovalStore, TaskStore } from '@octollm/memory';
import { describe, expect, it, vi } from 'vitest';
import { ApprovalsController } from './approvals.controller.ts';
import type { TaskIntake } from './task-intake.ts';

const caller: CallerClaims = { sub: 'key:jo', tenant_id: 'acme', scopes: ['task:approve'], tier: 'free' };

const controllerOf = (decide: ApprovalStore['decide']) => {
  const task = { id: newId(), status: 'awaiting_approval', priority: 'high' } as Task;
  const wake = vi.fn<TaskIntake['wake']>(async () => undefined);
  const controller = new ApprovalsController(
    { decide } as unknown as ApprovalStore,
    { get: async () => task } as unknown as TaskStore,
    { wake } as unknown as TaskIntake,
  );
  return { controller, task, wake };
};

describe('a decision over the API', () => {
  it('is stored in the name of the caller, and then the task is woken', async () => {
    const order: string[] = [];
    const decide = vi.fn<ApprovalStore['decide']>(async () => void order.push('stored'));
    const { controller, task, wake } = controllerOf(decide);
    wake.mockImplementation(async () => void order.push('woken'));
    const body = { decision: 'reject', comment: 'Too dear.' } as const;
    expect(await controller.decide(caller, task.id, 'a', body)).toBe(task);
    expect(decide).toHaveBeenCalledWith('acme', task.id, 'a', {
      status: 'rejected',
      actor: 'key:jo',
      comment: 'Too dear.',
    });
    expect(wake).toHaveBeenCalledWith('acme', task);
    expect(order).toEqual(['stored', 'woken']);
  });

  it('that is refused wakes nobody', async () => {
    const { controller, task, wake } = controllerOf(() => Promise.reject(new ConflictError('No.')));
    await expect(controller.decide(caller, task.id, 'a', { decision: 'approve' })).rejects.toThrow('No.');
    expect(wake).not.toHaveBeenCalled();
  });
});
