import type { Plan, PlanStep } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { withToolRisks } from './tool-risk.ts';

const trusting = { risk: 'low', idempotent: true, retry: { max_attempts: 5 } };
const checked = (step: Partial<PlanStep>) => {
  const planned = { ...trusting, arm: 'executor-arm', action: 'execute', ...step };
  return withToolRisks({ steps: [planned] } as unknown as Plan).steps[0];
};

describe('the risk of a step', () => {
  it.each(['shell', 'python', 'javascript', 'http_post'])('is high when it runs %s', (tool) => {
    expect(checked({ input: { tool } })?.risk).toBe('high');
  });

  it('is high when only the run tells the tool', () => {
    expect(checked({ input: { tool: '{{steps.choose.output.tool}}' } })?.risk).toBe('high');
    expect(checked({ input: {} })?.risk).toBe('high');
  });

  it('is high whatever arm it is planned for, because the executor may run it as well', () => {
    expect(checked({ input: { tool: 'shell' }, arm: 'foreign-arm' })?.risk).toBe('high');
  });

  it('stays what the planner says for a tool that only reads, and for other actions', () => {
    expect(checked({ input: { tool: 'http_get' } })?.risk).toBe('low');
    expect(checked({ input: { tool: 'http_get' }, risk: 'medium' })?.risk).toBe('medium');
    expect(checked({ input: { tool: 'shell' }, arm: 'coder-arm', action: 'code' })?.risk).toBe('low');
  });
});

describe('how often a step is tried', () => {
  it.each([{ tool: 'http_post' }, { tool: 'mcp_call' }, { tool: '{{steps.choose.output.tool}}' }])(
    'is once when what it does may not be done twice: %j',
    (input) => {
      expect(checked({ input })).toMatchObject({ idempotent: false, retry: { max_attempts: 1 } });
    },
  );

  it('stays what the planner says for a tool that may be repeated, also when it is more careful', () => {
    expect(checked({ input: { tool: 'shell' } })).toMatchObject({ idempotent: true });
    expect(checked({ input: { tool: 'shell' }, idempotent: false })).toMatchObject({
      idempotent: false,
      retry: { max_attempts: 5 },
    });
  });

  it('stays what the planner says for other actions', () => {
    const input = { tool: 'http_post' };
    expect(checked({ input, action: 'code' })).toMatchObject(trusting);
  });
});
