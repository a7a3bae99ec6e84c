import { newId } from '@octollm/contracts';
import type { ApprovalStore, StoredApproval } from '@octollm/memory';
import { describe, expect, it, vi } from 'vitest';
import { ApprovalsGate, approvalFor } from './approvals-gate.ts';

const low = { id: 'read', risk: 'low' } as const;
const high = { id: 'write', risk: 'high' } as const;

const approval = (rest: Partial<StoredApproval> = {}): StoredApproval => ({
  task_id: newId(),
  step_id: 'write',
  status: 'pending',
  requested_at: '2026-01-01T00:00:00.000Z',
  decided_at: null,
  decided_by: null,
  comment: null,
  takenUp: false,
  ...rest,
});

describe('what has to be approved', () => {
  it('is nothing, the plan before every step, or each step of high risk', () => {
    expect([approvalFor('none', high), approvalFor('plan', low), approvalFor('plan', high)]).toEqual([
      null,
      'plan',
      'plan',
    ]);
    expect(approvalFor('high_risk', high)).toBe('write');
    for (const risk of ['low', 'medium'] as const)
      expect(approvalFor('high_risk', { id: 'a', risk })).toBeNull();
  });
});

describe('the gate of a task', () => {
  const ask = () => vi.fn<(subject: string) => Promise<void>>(async () => undefined);

  it('lets steps run that need no approval, and asks nobody', async () => {
    const asked = ask();
    expect(await new ApprovalsGate('none', [], asked).admit(high)).toEqual({ kind: 'run' });
    expect(await new ApprovalsGate('high_risk', [], asked).admit(low)).toEqual({ kind: 'run' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('asks once for a step of high risk and makes it wait', async () => {
    const asked = ask();
    const gate = new ApprovalsGate('high_risk', [], asked);
    expect(await Promise.all([gate.admit(high), gate.admit(high)])).toEqual([
      { kind: 'wait' },
      { kind: 'wait' },
    ]);
    expect(asked.mock.calls).toEqual([['write']]);
  });

  it('lets no step be added later that somebody would have to be asked about', () => {
    expect(new ApprovalsGate('none', [], ask()).allowsUnasked([high])).toBe(true);
    expect(new ApprovalsGate('high_risk', [], ask()).allowsUnasked([low, low])).toBe(true);
    expect(new ApprovalsGate('high_risk', [], ask()).allowsUnasked([low, high])).toBe(false);
    expect(new ApprovalsGate('plan', [], ask()).allowsUnasked([low])).toBe(false);
  });

  it('says what nobody has decided about yet', async () => {
    const gate = new ApprovalsGate('high_risk', [approval({ step_id: 'send' })], ask());
    await gate.admit(high);
    await gate.admit(low);
    expect(gate.waitsFor).toEqual(['send', 'write']);
  });

  it('does not ask again for what was asked for already', async () => {
    const asked = ask();
    expect(await new ApprovalsGate('high_risk', [approval()], asked).admit(high)).toEqual({ kind: 'wait' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('asks for the plan before any step, once for all of them', async () => {
    const asked = ask();
    const gate = new ApprovalsGate('plan', [], asked);
    expect(await Promise.all([gate.admit(low), gate.admit(high)])).toEqual([
      { kind: 'wait' },
      { kind: 'wait' },
    ]);
    expect(asked.mock.calls).toEqual([['plan']]);
  });

  it('lets an approved step run, and every step of an approved plan', async () => {
    const step = new ApprovalsGate('high_risk', [approval({ status: 'approved' })], ask());
    expect(await step.admit(high)).toEqual({ kind: 'run' });
    const plan = new ApprovalsGate('plan', [approval({ step_id: 'plan', status: 'approved' })], ask());
    expect(await plan.admit(low)).toEqual({ kind: 'run' });
  });

  it('rejects what was rejected, with the comment of who did', async () => {
    const step = new ApprovalsGate('high_risk', [approval({ status: 'rejected' })], ask());
    expect(await step.admit(high)).toEqual({ kind: 'reject', reason: 'It was rejected.' });
    const rejected = approval({ step_id: 'plan', status: 'rejected', comment: 'Too dear.' });
    expect(await new ApprovalsGate('plan', [rejected], ask()).admit(low)).toEqual({
      kind: 'reject',
      reason: 'The plan was rejected: Too dear.',
    });
  });

  it('stops when nobody can be asked', async () => {
    const gate = new ApprovalsGate('plan', [], () => Promise.reject(new Error('lost')));
    await expect(gate.admit(low)).rejects.toThrow('lost');
  });

  it('has as news the decisions that nobody has acted on', () => {
    const fresh = approval({ step_id: 'a', status: 'approved' });
    const gate = new ApprovalsGate(
      'high_risk',
      [fresh, approval({ step_id: 'b', status: 'approved', takenUp: true }), approval({ step_id: 'c' })],
      ask(),
    );
    expect(gate.news).toEqual([fresh]);
  });

  it('reads what was decided when it is opened, and nothing for a task without approvals', async () => {
    const lease = { tenantId: 'acme', taskId: newId(), owner: 'a', token: 1 };
    const request = vi.fn<ApprovalStore['request']>(async () => undefined);
    const of = vi.fn<ApprovalStore['of']>(async () => [approval({ status: 'approved' })]);
    const gate = await ApprovalsGate.open({ of, request }, lease, 'high_risk');
    expect(await gate.admit(high)).toEqual({ kind: 'run' });
    await gate.admit({ id: 'other', risk: 'high' });
    expect(request).toHaveBeenCalledWith(lease, ['other']);
    await (await ApprovalsGate.open({ of: async () => [], request }, lease, 'plan')).admit(low);
    expect(request).toHaveBeenLastCalledWith(lease, 'plan');
    await ApprovalsGate.open({ of, request }, lease, 'none');
    expect(of).toHaveBeenCalledOnce();
  });
});
